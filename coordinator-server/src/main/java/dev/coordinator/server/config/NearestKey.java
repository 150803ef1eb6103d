package dev.coordinator.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody who mistyped a key, or put it in the wrong section, probably meant. */
public final class NearestKey {

    private NearestKey() {}

    /** Says that {@code name} is unknown, and which of {@code known} is near it. */
    public static String unknown(String name, Collection<String> known) {
        return "is not a key"
                + find(name, known).map(near -> "; did you mean " + near + "?").orElse("");
    }

    static Optional<String> find(String name, Collection<String> known) {
        int bearable = Math.max(2, last(name).length() / 3);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(nearest -> distance(name, nearest) <= bearable);
    }

    /** A key that is right but for its section counts as one letter wrong. */
    private static int distance(String written, String known) {
        return Math.min(edits(written, known), edits(last(written), last(known)) + 1);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The fewest insertions, deletions and replacements that make one of the other (Levenshtein). */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
