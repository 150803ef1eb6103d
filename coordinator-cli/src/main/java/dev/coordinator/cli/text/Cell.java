package dev.coordinator.cli.text;

/** One cell of a table. An empty one shows as a dash. */
public record Cell(String text, Paint paint) {

    public Cell {
        paint = text.isEmpty() ? Paint.PLAIN : paint;
        text = text.isEmpty() ? "-" : Printable.of(text);
    }

    public static Cell of(String text) {
        return new Cell(text, Paint.PLAIN);
    }

    public static Cell of(long number) {
        return of(Long.toString(number));
    }
}
