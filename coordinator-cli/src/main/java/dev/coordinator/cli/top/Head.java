package dev.coordinator.cli.top;

import dev.coordinator.cli.cluster.NodeTable;
import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.cli.cluster.Verdict;
import dev.coordinator.cli.text.Cell;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Table;
import dev.coordinator.v1.StatusResponse;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cluster at the top of the screen: how it is, how fast, and what the rest is worth. */
final class Head {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** On fewer rows the nodes would leave no room for pools. */
    private static final int ROWS_FOR_NODES = 16;

    /** From here on a node has room for its address. */
    private static final int COLUMNS_FOR_ADDRESSES = 72;

    private final Reading reading;
    private final Moment now;
    private final ZoneId zone;
    private final Canvas canvas;

    Head(Reading reading, Moment now, ZoneId zone, Canvas canvas) {
        this.reading = reading;
        this.now = now;
        this.zone = zone;
        this.canvas = canvas;
    }

    /**
     * Every line.
     *
     * @param source of what is drawn below
     */
    List<String> lines(Source source) {
        List<String> lines = new ArrayList<>(canvas.paragraph(mood(), clock() + "  " + verdict(), 3));
        String pace = Stream.of(rates(), source.isStale() ? "" : read(source))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        if (!pace.isEmpty()) {
            lines.add(canvas.line(Paint.PLAIN, pace));
        }
        if (source.isStale()) {
            lines.addAll(canvas.paragraph(Paint.BAD, stale(source), 4));
        }
        if (canvas.rows() >= ROWS_FOR_NODES && !reading.nodes().isEmpty()) {
            lines.addAll(nodes().lines(canvas.screen()));
        }
        return lines;
    }

    private String clock() {
        return CLOCK.format(now.wall().atZone(zone));
    }

    private String verdict() {
        return reading.verdict()
                .map(verdict -> verdict.answering() == 0 ? "No node answers." : verdict.sentence())
                .orElse("Asking the nodes...");
    }

    private Paint mood() {
        if (reading.verdict().isEmpty()) {
            return Paint.PLAIN;
        }
        Verdict verdict = reading.verdict().get();
        if (!verdict.quorum()) {
            return Paint.BAD;
        }
        return verdict.answering() < verdict.nodes() ? Paint.DOUBTFUL : Paint.GOOD;
    }

    private String rates() {
        return reading.rates()
                .map(rates -> rates.checkIns()
                                .map(checkIns -> perSecond(checkIns, "check-ins") + ", ")
                                .orElse("")
                        + perSecond(rates.entries(), "log entries") + " at " + rates.node())
                .orElse("");
    }

    private static String perSecond(double rate, String what) {
        return String.format(Locale.ROOT, rate < 9.95 ? "%.1f %s/s" : "%.0f %s/s", rate, what);
    }

    private String read(Source source) {
        return "read " + HumanDuration.rough(now.millisSince(source.when())) + " ago through " + source.node();
    }

    private String stale(Source source) {
        if (source.node().isEmpty()) {
            return "Nothing to show yet: " + source.trouble() + ".";
        }
        String what = source.told()
                ? "STALE: what " + source.node() + " alone knows"
                : "STALE: read " + HumanDuration.rough(now.millisSince(source.when())) + " ago through "
                        + source.node();
        return what + "; " + source.trouble() + ". Countdowns are stopped.";
    }

    private Table nodes() {
        long committed = reading.nodes().stream()
                .flatMap(node -> node.status().stream())
                .mapToLong(StatusResponse::getCommittedIndex)
                .max()
                .orElse(0);
        boolean roomy = canvas.columns() >= COLUMNS_FOR_ADDRESSES;
        Table table = roomy
                ? new Table("NODE", "ROLE", "TERM", "BEHIND", "UP", "API", "PROBLEM")
                : new Table("NODE", "ROLE", "BEHIND", "PROBLEM");
        reading.nodes().forEach(node -> table.add(roomy ? roomy(node, committed) : narrow(node, committed)));
        return table;
    }

    private static List<Cell> roomy(NodeView node, long committed) {
        List<Cell> cells = new ArrayList<>(narrow(node, committed));
        cells.add(
                2,
                Cell.of(node.status()
                        .map(status -> Long.toString(status.getTerm()))
                        .orElse("")));
        cells.add(
                4,
                Cell.of(node.status()
                        .map(status -> HumanDuration.rough(status.getUptimeMs()))
                        .orElse("")));
        cells.add(5, Cell.of(node.apiAddress()));
        return cells;
    }

    private static List<Cell> narrow(NodeView node, long committed) {
        return node.status()
                .map(status -> List.of(
                        Cell.of(node.nodeId()),
                        NodeTable.role(node),
                        Cell.of(Math.max(0, committed - status.getAppliedIndex())),
                        new Cell(NodeTable.problem(node, status.getRole()), Paint.BAD)))
                .orElseGet(() -> List.of(
                        Cell.of(node.nodeId()),
                        new Cell("unreachable", Paint.BAD),
                        Cell.of(""),
                        new Cell(node.trouble(), Paint.BAD)));
    }
}
