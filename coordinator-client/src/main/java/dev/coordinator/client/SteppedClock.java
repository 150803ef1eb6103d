package dev.coordinator.client;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Monotonic progress plus every observed upward move of wall minus monotonic; downward moves don't count.
 *
 * <p>For machines without a clock that is known to go on while they are suspended: after a suspension the wall clock has
 * run ahead of a monotonic one that stood still. A wall clock set forward looks the same and merely ends leases early.
 *
 * <p>Moves below the tolerance are noise of reading two clocks one after the other. They are not forgotten: the
 * reference stays where it is until they add up to the tolerance, by which every reading is taken to be too early.
 */
final class SteppedClock implements LeaseClock {

    static final long TOLERANCE_NANOS = 10_000_000;

    private static final long TIGHT_NANOS = 1_000_000;
    private static final int TRIES = 3;

    private final LongSupplier monotonic;
    private final LongSupplier wall;
    private final long zero;
    private long reference;
    private long moved;

    SteppedClock(LongSupplier monotonic, LongSupplier wall) {
        this.monotonic = monotonic;
        this.wall = wall;
        this.zero = monotonic.getAsLong();
        this.reference = observe().low;
    }

    static SteppedClock ofThisMachine() {
        return new SteppedClock(System::nanoTime, SteppedClock::wallNanos);
    }

    @Override
    public synchronized Moment read() {
        Observation seen = observe();
        if (seen.high - reference >= TOLERANCE_NANOS) {
            moved += seen.high - reference;
            reference = seen.low;
        } else {
            reference = Math.min(reference, seen.low);
        }
        long nanos = seen.monotonic - zero + moved;
        return new Moment(nanos, nanos + TOLERANCE_NANOS);
    }

    /** Tries again when the thread was stopped between the two clocks, which would look like a move. */
    private Observation observe() {
        for (int i = 1; ; i++) {
            long before = monotonic.getAsLong();
            long now = wall.getAsLong();
            long after = monotonic.getAsLong();
            if (after - before <= TIGHT_NANOS || i == TRIES) {
                return new Observation(after, now - after, now - before);
            }
        }
    }

    private static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    /** Wall minus monotonic lies between the two bounds. */
    private record Observation(long monotonic, long low, long high) {}
}
