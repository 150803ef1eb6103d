package dev.coordinator.server.access;

import java.util.List;

/** Names, by a pattern in which each {@code *} stands for any characters, or none. Takes time linear in each part. */
final class Glob {

    /** What stands before, between and after the stars; one alone: a name without a star. */
    private final List<String> parts;

    /** @param parts at least one; between two of them is a star */
    Glob(List<String> parts) {
        this.parts = List.copyOf(parts);
    }

    boolean isEverything() {
        return parts.size() > 1 && parts.stream().allMatch(String::isEmpty);
    }

    boolean matches(String name) {
        String first = parts.get(0);
        if (parts.size() == 1) {
            return name.equals(first);
        }
        String last = parts.get(parts.size() - 1);
        if (name.length() < first.length() + last.length() || !name.startsWith(first) || !name.endsWith(last)) {
            return false;
        }
        int from = first.length();
        int end = name.length() - last.length();
        for (int i = 1; i < parts.size() - 1; i++) {
            int found = name.indexOf(parts.get(i), from);
            if (found < 0 || found + parts.get(i).length() > end) {
                return false;
            }
            from = found + parts.get(i).length();
        }
        return true;
    }

    static boolean any(List<Glob> globs, String name) {
        for (Glob glob : globs) {
            if (glob.matches(name)) {
                return true;
            }
        }
        return false;
    }
}
