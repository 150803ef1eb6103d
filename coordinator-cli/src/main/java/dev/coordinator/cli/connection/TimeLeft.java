package dev.coordinator.cli.connection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time a question may still take. */
final class TimeLeft {

    /** Longer than any question takes. */
    static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE);

    private static final Duration LEAST_SHARE = Duration.ofMillis(1);

    private final long endNanos;

    private TimeLeft(long endNanos) {
        this.endNanos = endNanos;
    }

    static TimeLeft start(Duration whole) {
        return new TimeLeft(System.nanoTime() + whole.toNanos());
    }

    /** One part of what is left, when so many parts are wanted; never nothing. */
    Duration share(int parts) {
        Duration share = left().dividedBy(parts);
        return share.compareTo(LEAST_SHARE) < 0 ? LEAST_SHARE : share;
    }

    /** Waits that long if it is within the time left; otherwise doesn't, and says so. */
    boolean sleptWithin(Duration pause) {
        if (pause.compareTo(left()) >= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Duration left() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }
}
