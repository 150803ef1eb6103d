package dev.coordinator.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of hosts as they are written: {@code console.example, coordinator.internal}; {@code none}. */
final class HostNames {

    private static final String NONE = "none";
    private static final int LONGEST_NAME = 253;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?");

    private HostNames() {}

    /** In lower case; empty: it is something else. */
    static Optional<List<String>> parse(String text) {
        if (text.equals(NONE)) {
            return Optional.of(List.of());
        }
        List<String> names = new ArrayList<>();
        for (String each : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            String name = each.strip();
            if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
                return Optional.empty();
            }
            names.add(name);
        }
        return Optional.of(List.copyOf(names));
    }

    static String write(List<String> names) {
        return names.isEmpty() ? NONE : String.join(",", names);
    }
}
