package dev.coordinator.cli.text;

import java.util.ArrayList;
import java.util.List;

/** A sentence over several lines, broken between words. */
public final class Wrapped {

    private Wrapped() {}

    /** None is wider; a word that is, is cut. None for an empty text. */
    public static List<String> lines(String text, int columns) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (line.isEmpty() || Width.of(longer) <= columns) {
                line = longer;
            } else {
                lines.add(Width.fit(line, columns));
                line = word;
            }
        }
        if (!line.isEmpty()) {
            lines.add(Width.fit(line, columns));
        }
        return lines;
    }
}
