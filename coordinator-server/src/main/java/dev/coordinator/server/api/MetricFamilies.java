package dev.coordinator.server.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Prometheus' text, family by family, cut to a size between two of them: half of a family would be read as all of it.
 *
 * @param text what is left, in its order
 * @param leftOut the names of the families that are not in it, the largest first
 */
record MetricFamilies(String text, List<String> leftOut) {

    MetricFamilies {
        leftOut = List.copyOf(leftOut);
    }

    /** The largest families go first, until the rest fits: those with a series for each of something, not those that sum up. */
    static MetricFamilies within(String text, int mostBytes) {
        List<Family> families = new ArrayList<>(families(text));
        List<Family> bySize = families.stream()
                .sorted(Comparator.comparingInt(Family::bytes).reversed())
                .toList();
        List<String> leftOut = new ArrayList<>();
        int left = families.stream().mapToInt(Family::bytes).sum();
        for (Family largest : bySize) {
            if (left <= mostBytes) {
                break;
            }
            left -= largest.bytes();
            families.remove(largest);
            leftOut.add(largest.name());
        }
        StringBuilder rest = new StringBuilder();
        families.forEach(family -> rest.append(family.text()));
        return new MetricFamilies(rest.toString(), leftOut);
    }

    /** Each begins with its comments, {@code # HELP name …} or {@code # TYPE name …}, before its samples. */
    private static List<Family> families(String text) {
        List<Family> families = new ArrayList<>();
        boolean inComments = false;
        int begin = 0;
        for (int line = 0; line < text.length(); ) {
            int end = text.indexOf('\n', line) + 1;
            int next = end == 0 ? text.length() : end;
            boolean isComment = text.charAt(line) == '#';
            if (isComment && !inComments && line > begin) {
                families.add(Family.of(text.substring(begin, line)));
                begin = line;
            }
            inComments = isComment;
            line = next;
        }
        if (begin < text.length()) {
            families.add(Family.of(text.substring(begin)));
        }
        return families;
    }

    private record Family(String name, String text, int bytes) {

        static Family of(String text) {
            String[] words = text.split("[ \n{]", 4);
            String name = words[0].equals("#") && words.length > 2 ? words[2] : words[0];
            return new Family(name, text, text.getBytes(StandardCharsets.UTF_8).length);
        }
    }
}
