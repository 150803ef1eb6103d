package dev.coordinator.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where text goes.
 *
 * @param columns how wide the terminal is; empty when it is none: then nothing is ever cut
 * @param colours whether colours are wanted
 */
public record Screen(OptionalInt columns, boolean colours) {

    /** Below that a column of text is no use; then the terminal breaks it. */
    private static final int LEAST_ROOM = 12;

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

    /**
     * A sentence after a head that nothing is written below. On a terminal it takes as many lines as it needs; elsewhere one.
     *
     * @param head with the space that follows it
     */
    public List<String> hanging(String head, String sentence, Paint paint) {
        return hanging(head, Width.of(head), sentence, paint);
    }

    /**
     * As above, after a head that is too wide for the rest of the sentence to stand to the right of it all: that goes on below
     * its first {@code indent} columns.
     */
    public List<String> hanging(String head, int indent, String sentence, Paint paint) {
        int room = room(Width.of(head));
        if (Width.of(sentence) <= room) {
            return new ArrayList<>(List.of(head + paint(paint, sentence)));
        }
        List<String> lines = new ArrayList<>();
        for (String part : Wrapped.lines(sentence, room, room(indent))) {
            lines.add((lines.isEmpty() ? head : " ".repeat(indent)) + paint(paint, part));
        }
        return lines;
    }

    private int room(int taken) {
        return Math.max(LEAST_ROOM, columns.orElse(Integer.MAX_VALUE) - taken);
    }

    /** A sentence over as many lines as it needs on a terminal; elsewhere one. */
    public List<String> lines(String sentence) {
        return hanging("", sentence, Paint.PLAIN);
    }

    public String paint(Paint paint, String text) {
        return colours ? paint.on(text) : text;
    }
}
