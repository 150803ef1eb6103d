package dev.coordinator.cli.top;

import dev.coordinator.cli.instance.InstanceTable;
import dev.coordinator.cli.pool.HistoryText;
import dev.coordinator.cli.pool.PoolFacts;
import dev.coordinator.cli.pool.SettingsFacts;
import dev.coordinator.cli.text.Facts;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.Pool;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** One pool: how it is, its instances, what was decided last, and what is set. */
final class PoolDetail {

    /** On fewer an instance is told of in short. */
    private static final int COLUMNS_FOR_ALL = 100;

    private final Detail detail;
    private final Moment now;
    private final ZoneId zone;
    private final Canvas canvas;

    PoolDetail(Detail detail, Moment now, ZoneId zone, Canvas canvas) {
        this.detail = detail;
        this.now = now;
        this.zone = zone;
        this.canvas = canvas;
    }

    /** All of it, however long. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (detail.pool().isEmpty()) {
            lines.add(canvas.line(Paint.BAD, detail.name()));
            lines.addAll(canvas.paragraph(
                    Paint.PLAIN,
                    detail.source().isStale() ? "It was not read yet." : "There is no such pool any more.",
                    2));
            return lines;
        }
        long passed = detail.source().millisUntil(now);
        Pool read = detail.pool().get();
        Pool pool = Aged.pool(read, passed);
        Diagnosis diagnosis = Diagnosis.of(read, pool, now.wall());
        lines.add(canvas.line(diagnosis.paint(), pool.getName() + ": " + diagnosis.sentence()));
        lines.addAll(PoolFacts.present(new Facts(), pool, zone).lines(canvas.screen()));
        addInstances(lines, pool, passed);
        addChanges(lines);
        heading(lines, "Settings");
        Facts settings = new Facts();
        SettingsFacts.add(settings, pool.getSettings());
        lines.addAll(settings.lines(canvas.screen()));
        return lines;
    }

    private void addInstances(List<String> lines, Pool pool, long passed) {
        if (detail.instances().isEmpty()) {
            return;
        }
        List<Instance> instances = detail.instances().stream()
                .map(each -> Aged.instance(each, passed))
                .toList();
        lines.add("");
        lines.addAll(InstanceTable.counting(
                        instances, pool.getSettings().getLeaseTtlMs(), canvas.columns() >= COLUMNS_FOR_ALL)
                .lines(canvas.screen()));
        if (detail.more()) {
            lines.add(canvas.line(
                    Paint.PLAIN,
                    "There are more than " + Words.count(instances.size(), "instance") + ": coordctl instances "
                            + pool.getName()));
        }
    }

    private void addChanges(List<String> lines) {
        if (detail.changes().isEmpty()) {
            return;
        }
        heading(lines, "Latest changes, the last one first");
        HistoryText text = new HistoryText(canvas.screen(), zone, false);
        for (Change change : detail.changes()) {
            lines.addAll(text.lines(change));
        }
    }

    private void heading(List<String> lines, String text) {
        lines.add("");
        lines.add(canvas.line(Paint.HEADING, text));
    }
}
