package dev.coordinator.server.node;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a cluster that begins with a backup. It is drawn once and written into every node's configuration, and so
 * carries what every node must restore alike.
 *
 * <p>As text {@code restored-1795451340123-9f86d081884c7d65}.
 *
 * @param drawnMillis when, by the wall clock; the state is recovered as of then
 * @param mark of the backup's file and of the options of its restore; 16 hexadecimal digits
 */
record RestoredId(long drawnMillis, String mark) {

    private static final Pattern SHAPE = Pattern.compile("restored-(\\d{1,16})-([0-9a-f]{16})");

    /** What {@link #text} wrote; empty for any other id. */
    static Optional<RestoredId> parse(String clusterId) {
        Matcher parts = SHAPE.matcher(clusterId);
        return parts.matches()
                ? Optional.of(new RestoredId(Long.parseLong(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }

    String text() {
        return "restored-" + drawnMillis + "-" + mark;
    }
}
