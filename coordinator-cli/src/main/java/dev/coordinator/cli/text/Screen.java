package dev.coordinator.cli.text;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Where text goes.
 *
 * @param columns how wide the terminal is; empty when it is none: then nothing is ever cut
 * @param colours whether colours are wanted
 */
public record Screen(OptionalInt columns, boolean colours) {

    /** A file or a pipe. */
    public static final Screen NONE = new Screen(OptionalInt.empty(), false);

    /** A terminal of that width, coloured unless the environment forbids it (see no-color.org). */
    public static Screen terminal(int columns, Map<String, String> environment) {
        return new Screen(OptionalInt.of(columns), coloursWanted(environment));
    }

    /** Unless the environment forbids them. */
    public static boolean coloursWanted(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** The text as wide as the terminal at most. */
    public String cut(String line) {
        return columns.isPresent() ? Width.fit(line, columns.getAsInt()) : line;
    }

    public String paint(Paint paint, String text) {
        return colours ? paint.on(text) : text;
    }
}
