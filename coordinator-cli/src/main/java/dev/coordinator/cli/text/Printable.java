package dev.coordinator.cli.text;

/** Text that is safe on a terminal: instances choose their labels, addresses and reasons freely. */
public final class Printable {

    private Printable() {}

    /** The text on one line, with a visible {@code ?} in place of each control or formatting character. */
    public static String of(String text) {
        return text.codePoints().allMatch(Printable::harmless)
                ? text
                : text.codePoints()
                        .map(point -> harmless(point) ? point : '?')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
