package dev.coordinator.cli.invocation;

import java.util.Arrays;
import java.util.Locale;

/** How answers are written. */
enum OutputFormat {
    TABLE,
    WIDE,
    JSON;

    static OutputFormat parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not one of table, wide, json"));
    }
}
