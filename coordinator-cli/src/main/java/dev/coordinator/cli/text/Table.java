package dev.coordinator.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under headings, aligned.
 *
 * <p>On a terminal no line is wider than it: the widest columns are narrowed first, and what is cut ends in an ellipsis.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

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
        lines.add(line(
                headings.stream().map(text -> new Cell(text, Paint.HEADING)).toList(), widths, screen));
        rows.forEach(row -> lines.add(line(row, widths, screen)));
        return lines;
    }

    private static String line(List<Cell> row, int[] widths, Screen screen) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            Cell cell = row.get(column);
            String text = Width.fit(cell.text(), widths[column]);
            line.append(screen.paint(cell.paint(), text));
            if (column < row.size() - 1) {
                line.append(" ".repeat(widths[column] - Width.of(text))).append(GAP);
            }
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

    private static void narrow(int[] widths, int columns) {
        int gaps = GAP.length() * (widths.length - 1);
        while (Arrays.stream(widths).sum() + gaps > columns) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] >= widths[widest] ? column : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }
}
