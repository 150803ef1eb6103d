package dev.coordinator.cli.cluster;

import dev.coordinator.v1.LogWrites;
import dev.coordinator.v1.StatusResponse;
import java.time.Duration;
import java.util.Locale;

/** What it means how long a node's disk takes for a write to the log. */
public enum WriteSpeed {
    /** Nobody notices. Also where a node doesn't tell. */
    FINE,
    /** Decisions wait for it where a majority needs this node. */
    SLOW,
    /** The node is of little use, though it answers. */
    STALLING;

    /**
     * A solid-state disk takes a few milliseconds at most, a turning one some tens. Whoever takes so long does something else,
     * or fails, and leaves none of the second that elections and check-ins are given for several in a row.
     */
    private static final Duration LONG = Duration.ofMillis(100);

    /** The default election timeout: a node needs one such write to vote, and its vote comes too late. */
    private static final Duration TOO_LONG = Duration.ofSeconds(1);

    /** With fewer the 99th of 100 is the longest, and a single one says little. */
    private static final int MANY = 100;

    private static final long MICROS_A_MILLI = 1_000;
    private static final long MICROS_A_SECOND = 1_000_000;

    /** Of the last minute, as the node tells it. */
    public static WriteSpeed of(StatusResponse status) {
        LogWrites writes = status.getLogWrites();
        if (isAtLeast(TOO_LONG, usual(writes))) {
            return STALLING;
        }
        return isAtLeast(LONG, usual(writes)) || isAtLeast(TOO_LONG, writes.getMaxUs()) ? SLOW : FINE;
    }

    /** To follow the node's name. */
    public static String sentence(LogWrites writes) {
        return "writes to its disk slowly: " + (areMany(writes) ? "99 of 100" : "half of them") + " took up to "
                + written(usual(writes)) + ", the longest " + written(writes.getMaxUs())
                + "; decisions wait for a majority's disks";
    }

    private static long usual(LogWrites writes) {
        return areMany(writes) ? writes.getP99Us() : writes.getMedianUs();
    }

    private static boolean areMany(LogWrites writes) {
        return writes.getCount() >= MANY;
    }

    /** Like {@code 0.3ms}, {@code 12ms}, {@code 1.4s}. */
    public static String written(long micros) {
        if (micros < 10 * MICROS_A_MILLI) {
            return String.format(Locale.ROOT, "%.1fms", (double) micros / MICROS_A_MILLI);
        }
        return micros < MICROS_A_SECOND
                ? micros / MICROS_A_MILLI + "ms"
                : String.format(Locale.ROOT, "%.1fs", (double) micros / MICROS_A_SECOND);
    }

    private static boolean isAtLeast(Duration bound, long micros) {
        return micros >= bound.toMillis() * MICROS_A_MILLI;
    }
}
