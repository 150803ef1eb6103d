package dev.coordinator.cli.text;

import java.util.ArrayList;
import java.util.List;

/** A sentence over several lines, broken between words. */
public final class Wrapped {

    private Wrapped() {}

    /** None is wider; a word that is, is cut. None for an empty text. */
    public static List<String> lines(String text, int columns) {
        return lines(text, columns, columns);
    }

    /** The first line may have another width than the rest. */
    static List<String> lines(String text, int first, int rest) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+", -1)) {
            int columns = lines.isEmpty() ? first : rest;
            String longer = line.isEmpty() ? word : line + " " + word;
            if (line.isEmpty() || Width.of(longer) <= columns) {
                line = longer;
            } else {
                lines.add(Width.fit(line, columns));
                line = word;
            }
        }
        if (!line.isEmpty()) {
            lines.add(Width.fit(line, lines.isEmpty() ? first : rest));
        }
        return lines;
    }
}
