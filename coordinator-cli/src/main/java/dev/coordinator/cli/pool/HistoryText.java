package dev.coordinator.cli.pool;

import dev.coordinator.cli.text.LocalTime;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Screen;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Changes as a time line: when and what on one line, below it by whom and why not another. */
public final class HistoryText {

    private static final String INDENT = " ".repeat("2026-03-01T12:00:00  ".length());

    private final Screen screen;
    private final ZoneId zone;
    private final boolean everyRanking;

    /** With a ranking below every change that has one, or below grants only. */
    public HistoryText(Screen screen, ZoneId zone, boolean everyRanking) {
        this.screen = screen;
        this.zone = zone;
        this.everyRanking = everyRanking;
    }

    /** Of one change, one to three, and on a terminal as many more as these need to fit. */
    public List<String> lines(Change change) {
        List<String> lines = new ArrayList<>(screen.hanging(
                LocalTime.of(change.getTime(), zone) + "  ",
                Printable.of(ChangeText.sentence(change, zone)),
                ChangeText.paint(change)));
        addBelow(lines, ChangeText.said(change));
        boolean ranked = everyRanking || change.getKind() == ChangeKind.CHANGE_KIND_GRANTED;
        if (ranked && change.getCandidatesCount() > 0) {
            addBelow(lines, "ranking: " + ChangeText.ranking(change));
        }
        return lines;
    }

    private void addBelow(List<String> lines, String text) {
        if (!text.isEmpty()) {
            lines.addAll(screen.hanging(INDENT, Printable.of(text), Paint.PLAIN));
        }
    }
}
