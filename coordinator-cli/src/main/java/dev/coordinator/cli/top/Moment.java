package dev.coordinator.cli.top;

import java.time.Instant;

/**
 * A point in time on this machine.
 *
 * @param millis of a clock that never jumps, for what has passed since
 * @param wall for people only
 */
record Moment(long millis, Instant wall) {

    static Moment now() {
        return new Moment(System.nanoTime() / 1_000_000, Instant.now());
    }

    /** Never negative. */
    long millisSince(Moment earlier) {
        return Math.max(0, millis - earlier.millis);
    }
}
