package dev.coordinator.cli.manual;

import dev.coordinator.cli.text.Wrapped;
import java.util.ArrayList;
import java.util.List;

/** The source of a manual page on its way. */
final class Roff {

    /** Leaves room for what is escaped. */
    private static final int SOURCE_COLUMNS = 70;

    private final List<String> lines = new ArrayList<>();

    /** A request, such as {@code .SH NAME}, its arguments as they are. */
    void request(String request) {
        lines.add(request);
    }

    /** Text, filled and broken by the reader's width. */
    void text(String text) {
        Wrapped.lines(text, SOURCE_COLUMNS).forEach(line -> lines.add(guarded(escaped(line))));
    }

    /** Lines that stay as they are. */
    void example(List<String> example) {
        lines.add(".in +4n");
        lines.add(".nf");
        example.forEach(line -> lines.add(guarded(escaped(line.strip()))));
        lines.add(".fi");
        lines.add(".in");
    }

    static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    /** A line with markup by {@link #bold} and {@link #italic}. */
    void marked(String line) {
        lines.add(guarded(line));
    }

    static String escaped(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga");
    }

    /** A line that begins with a dot is none of roff's requests. */
    private static String guarded(String line) {
        return line.startsWith(".") ? "\\&" + line : line;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
