package dev.coordinator.cli.text;

/** How many columns a text takes, one a code point. */
public final class Width {

    private Width() {}

    public static int of(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text if it fits, else its beginning and an ellipsis. */
    public static String fit(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        return columns < 1 ? "" : text.substring(0, text.offsetByCodePoints(0, columns - 1)) + "…";
    }

    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }
}
