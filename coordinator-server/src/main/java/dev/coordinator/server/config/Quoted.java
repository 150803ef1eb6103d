package dev.coordinator.server.config;

/** A value as a message shows it: in quotes, on one line, and not at any length. */
public final class Quoted {

    private static final int LONGEST = 80;

    private Quoted() {}

    public static String of(String text) {
        String line = text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return '"' + line + (text.codePointCount(0, text.length()) > LONGEST ? "…\"" : "\"");
    }
}
