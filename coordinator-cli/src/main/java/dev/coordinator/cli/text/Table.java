package dev.coordinator.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under headings, aligned.
 *
 * <p>On a terminal no line is wider than it. The widest columns are narrowed first, as long as they can be read, and what is cut
 * ends in an ellipsis. Columns that still don't fit stand in another table below, after the first column again.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST = 10;

    private final List<String> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    public void add(List<Cell> row) {
        if (row.size() != headings.size()) {
            throw new IllegalArgumentException(row.size() + " cells under " + headings.size() + " headings");
        }
        rows.add(List.copyOf(row));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Every line, without line ends. */
    public List<String> lines(Screen screen) {
        int[] widths = widths(screen);
        List<String> lines = new ArrayList<>();
        for (List<Integer> columns : tables(widths, screen.columns().orElse(Integer.MAX_VALUE))) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(line(
                    headings.stream().map(text -> new Cell(text, Paint.HEADING)).toList(), columns, widths, screen));
            rows.forEach(row -> lines.add(line(row, columns, widths, screen)));
        }
        return lines;
    }

    /** Which columns stand beside each other; the first is in each. */
    private static List<List<Integer>> tables(int[] widths, int room) {
        List<List<Integer>> tables = new ArrayList<>();
        List<Integer> table = new ArrayList<>(List.of(0));
        int used = widths[0];
        for (int column = 1; column < widths.length; column++) {
            if (used + GAP.length() + widths[column] > room && table.size() > 1) {
                tables.add(table);
                table = new ArrayList<>(List.of(0));
                used = widths[0];
            }
            table.add(column);
            used += GAP.length() + widths[column];
        }
        tables.add(table);
        return tables;
    }

    private static String line(List<Cell> row, List<Integer> columns, int[] widths, Screen screen) {
        StringBuilder line = new StringBuilder();
        for (int column : columns) {
            Cell cell = row.get(column);
            String text = Width.fit(cell.text(), widths[column]);
            line.append(screen.paint(cell.paint(), text))
                    .append(" ".repeat(widths[column] - Width.of(text)))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private int[] widths(Screen screen) {
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            int index = column;
            widths[column] = Math.max(
                    Width.of(headings.get(column)),
                    rows.stream()
                            .mapToInt(row -> Width.of(row.get(index).text()))
                            .max()
                            .orElse(0));
        }
        screen.columns().ifPresent(columns -> narrow(widths, columns));
        return widths;
    }

    /** The widest first. Where that isn't enough, only so far that each stands beside the first. */
    private static void narrow(int[] widths, int columns) {
        int[] narrowed = widths.clone();
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - columns;
        int widest = widest(narrowed);
        while (excess > 0 && narrowed[widest] > NARROWEST) {
            narrowed[widest]--;
            excess--;
            widest = widest(narrowed);
        }
        int room = columns - GAP.length();
        int first = Math.min(widths[0], room / 2);
        for (int column = 0; column < widths.length; column++) {
            int most = column == 0 ? first : room - first;
            widths[column] = excess > 0 ? Math.min(widths[column], most) : narrowed[column];
        }
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int column = 1; column < widths.length; column++) {
            widest = widths[column] >= widths[widest] ? column : widest;
        }
        return widest;
    }
}
