package dev.coordinator.cli.pool;

import java.util.Map;
import java.util.stream.Collectors;

/** Labels on one line: {@code version=7, zone=a}. In order of key. */
public final class LabelText {

    private LabelText() {}

    public static String of(Map<String, String> labels) {
        return labels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", "));
    }
}
