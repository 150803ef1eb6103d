package dev.coordinator.server.webhook;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** How long to wait after a number of failures: twice as long each time up to a minute, half of it by chance. */
final class Backoff {

    static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** How long a receiver may ask to be left alone. */
    static final long MOST_ASKED_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final int MOST_DOUBLINGS = 6;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** @param failures in a row, 1 at least */
    long nanos(int failures, Duration asked) {
        long whole = Math.min(MOST_NANOS, FIRST_NANOS << Math.min(failures - 1, MOST_DOUBLINGS));
        long drawn = whole / 2 + random.nextLong(whole / 2 + 1);
        return Math.max(drawn, Math.min(MOST_ASKED_NANOS, asked.toNanos()));
    }
}
