package dev.coordinator.cli.top;

import dev.coordinator.cli.text.Cell;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Table;
import dev.coordinator.cli.text.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The pools, those of one page, and how many there are of each kind. */
final class PoolList {

    private static final String SELECTED = "> ";
    private static final String OTHER = "  ";

    private static final int COLUMNS_FOR_PRIMARY = 60;
    private static final int COLUMNS_FOR_COUNTS = 76;
    private static final int COLUMNS_FOR_EPOCH = 100;

    private final Listing listing;
    private final List<Row> rows;
    private final View view;
    private final Canvas canvas;

    PoolList(Listing listing, List<Row> rows, View view, Canvas canvas) {
        this.listing = listing;
        this.rows = rows;
        this.view = view;
        this.canvas = canvas;
    }

    /** "1200 pools by trouble: 1 no primary, 3 draining, 1196 held." */
    List<String> summary() {
        Map<Trouble, Integer> counts = new EnumMap<>(Trouble.class);
        int well = 0;
        for (Row row : rows) {
            row.diagnosis().worst().ifPresent(worst -> counts.merge(worst, 1, Integer::sum));
            well += row.diagnosis().worst().isEmpty() ? 1 : 0;
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((trouble, count) -> parts.add(count + " " + trouble.words()));
        if (well > 0) {
            parts.add(well + " held");
        }
        Paint paint = counts.keySet().stream().findFirst().map(Trouble::paint).orElse(Paint.PLAIN);
        String kinds = parts.isEmpty() ? "" : ": " + String.join(", ", parts);
        return canvas.paragraph(paint, which() + " by " + order() + kinds + ".", 2);
    }

    private String which() {
        String read = (listing.more() ? "the first " : "")
                + Words.count(listing.pools().size(), "pool");
        return view.filter().isEmpty() ? read : rows.size() + " of " + read + " with '" + view.filter() + "'";
    }

    private String order() {
        return view.order().words() + (view.reversed() ? ", reversed" : "");
    }

    /** The headings, and the page with the selected pool below them. */
    List<String> page(int most) {
        if (rows.isEmpty() || most < 1) {
            return List.of();
        }
        int selected = selected();
        int from = selected / most * most;
        List<Row> shown = rows.subList(from, Math.min(rows.size(), from + most));
        Table table = new Table(headings());
        shown.forEach(row -> table.add(cells(row)));
        List<String> lines = new ArrayList<>();
        List<String> plain = table.lines(canvas.screen(SELECTED.length()));
        for (int line = 0; line < plain.size(); line++) {
            lines.add((line == selected - from + 1 ? SELECTED : OTHER) + plain.get(line));
        }
        return lines;
    }

    private int selected() {
        for (int index = 0; index < rows.size(); index++) {
            if (rows.get(index).name().equals(view.selected())) {
                return index;
            }
        }
        return 0;
    }

    private String[] headings() {
        List<String> headings = new ArrayList<>(List.of("POOL", "TROUBLE"));
        if (canvas.columns() >= COLUMNS_FOR_PRIMARY) {
            headings.add("PRIMARY");
        }
        if (canvas.columns() >= COLUMNS_FOR_EPOCH) {
            headings.add("EPOCH");
        }
        headings.add("LEASE");
        if (canvas.columns() >= COLUMNS_FOR_COUNTS) {
            headings.addAll(List.of("LIVE", "SUCCESSORS"));
        }
        return headings.toArray(String[]::new);
    }

    private List<Cell> cells(Row row) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(row.name()));
        cells.add(new Cell(row.diagnosis().sentence(), row.diagnosis().paint()));
        if (canvas.columns() >= COLUMNS_FOR_PRIMARY) {
            cells.add(Cell.of(row.pool().getPrimary().getInstanceId()));
        }
        if (canvas.columns() >= COLUMNS_FOR_EPOCH) {
            cells.add(Cell.of(
                    row.pool().hasPrimary()
                            ? Long.toString(row.pool().getPrimary().getEpoch())
                            : ""));
        }
        cells.add(
                Cell.of(row.pool().hasPrimary() ? HumanDuration.rough(row.pool().getLeaseRemainingMs()) : ""));
        if (canvas.columns() >= COLUMNS_FOR_COUNTS) {
            int successors = row.pool().getSuccessors();
            cells.add(Cell.of(row.pool().getLive() + " of " + row.pool().getInstances()));
            cells.add(new Cell(Integer.toString(successors), successors == 0 ? Paint.DOUBTFUL : Paint.PLAIN));
        }
        return cells;
    }
}
