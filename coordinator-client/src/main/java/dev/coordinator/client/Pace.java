package dev.coordinator.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait: for an answer, before the next attempt, and among many who would all come at once. */
final class Pace {

    /** Between two attempts, when that many before them came without. */
    static final Duration SPACING = Duration.ofMillis(50);

    static final int MOST_HURRIED = 4;

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(250);
    private static final Duration SHORTEST_HOLDER_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);
    private static final Duration LONGEST_HOLDER_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_HINT = Duration.ofSeconds(30);
    private static final int MAX_PATIENCE = 4;

    private final Duration attemptTimeout;
    private final RandomGenerator random;

    Pace(Duration attemptTimeout, RandomGenerator random) {
        this.attemptTimeout = attemptTimeout;
        this.random = random;
    }

    /**
     * A third of the interval. Longer after failures, or a cluster that answers late would never be understood: an attempt
     * that promises something voids the answers to those before it.
     */
    Duration attemptTimeout(int failures, Duration interval) {
        Duration first = atLeast(SHORTEST_TIMEOUT, interval.dividedBy(3));
        return atMost(attemptTimeout, first.multipliedBy(Math.min(MAX_PATIENCE, 1 + failures / 2)));
    }

    /** As above, but short enough for several attempts in what is left of the lease. */
    Duration holderAttemptTimeout(int failures, Duration interval, Duration leaseLeft) {
        Duration share = atLeast(SHORTEST_HOLDER_TIMEOUT, leaseLeft.dividedBy(4));
        return atMost(share, attemptTimeout(failures, interval));
    }

    Duration backOff(int failures) {
        return between(ceiling(failures, LONGEST_BACK_OFF));
    }

    Duration holderBackOff(int failures, Duration leaseLeft) {
        return between(atMost(leaseLeft.dividedBy(8), ceiling(failures, LONGEST_HOLDER_BACK_OFF)));
    }

    /** What the node asks for, and a little more, that not all come back together. */
    Duration hinted(Duration retryAfter, Duration backOff) {
        return atMost(LONGEST_HINT, retryAfter).plus(backOff);
    }

    /** Somewhere in the first third of the interval. */
    Duration spread(Duration interval) {
        return fraction(atMost(LONGEST_BACK_OFF, interval.dividedBy(3)), 0);
    }

    private static Duration ceiling(int failures, Duration longest) {
        return atMost(longest, SPACING.multipliedBy(1L << Math.min(failures, 10)));
    }

    private Duration between(Duration ceiling) {
        return atLeast(SPACING.dividedBy(2), fraction(ceiling, 0.5));
    }

    private Duration fraction(Duration of, double from) {
        return Duration.ofNanos((long) (of.toNanos() * (from + random.nextDouble() * (1 - from))));
    }

    private static Duration atLeast(Duration floor, Duration duration) {
        return duration.compareTo(floor) < 0 ? floor : duration;
    }

    private static Duration atMost(Duration ceiling, Duration duration) {
        return duration.compareTo(ceiling) > 0 ? ceiling : duration;
    }
}
