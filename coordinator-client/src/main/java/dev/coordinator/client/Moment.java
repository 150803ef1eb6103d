package dev.coordinator.client;

import java.time.Duration;

/**
 * A reading of the {@link LeaseClock}: the true time lies between the two ends.
 *
 * <p>What is counted from a moment is counted from its earliest end, and what is compared with a moment is compared with
 * its latest, so that a coarse clock can only make a lease shorter.
 */
record Moment(long earliestNanos, long latestNanos) {

    Moment {
        if (latestNanos < earliestNanos) {
            throw new IllegalArgumentException("a reading that ends before it begins");
        }
    }

    Deadline after(Duration duration) {
        long nanos = earliestNanos + duration.toNanos();
        return nanos < earliestNanos ? Deadline.NEVER : new Deadline(nanos);
    }

    boolean isPast(Deadline deadline) {
        return latestNanos >= deadline.nanos();
    }

    /** What is surely left; zero when nothing is. */
    Duration until(Deadline deadline) {
        return Duration.ofNanos(Math.max(0, deadline.nanos() - latestNanos));
    }
}
