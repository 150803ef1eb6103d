package dev.coordinator.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may be left open to everybody, for it changes nothing and tells little. */
public enum Open {
    /** The health service of gRPC. Over HTTP, {@code /livez} and {@code /readyz} are open in any case. */
    HEALTH,
    /** The description of the API by gRPC. */
    REFLECTION,
    /** {@code /metrics}. */
    METRICS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Open> of(String word) {
        return Arrays.stream(values()).filter(open -> open.word().equals(word)).findFirst();
    }
}
