package dev.coordinator.server.replication;

import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Stamp;
import java.util.function.LongSupplier;

/**
 * The leader's reading of cluster time.
 *
 * <p>A stamp is the cluster time that was applied when the leadership began, plus the monotonic clock's progress since.
 * It is never more than {@link #MOST_AHEAD_MILLIS} past the last applied stamp: what a stalled quorum or a suspended
 * node would add beyond that is forgotten, not made up for later, so cluster time never runs faster than the clock and no
 * lease ends early (S5, S6). Guarded by its owner's lock.
 */
final class LeaderClock {

    /** How far a stamp may be past the last applied one. */
    static final long MOST_AHEAD_MILLIS = 2_000;

    private final LongSupplier monotonicNanos;
    private final LongSupplier wallMillis;
    private ClusterTime base = ClusterTime.ZERO;
    private long markNanos;

    LeaderClock(LongSupplier monotonicNanos, LongSupplier wallMillis) {
        this.monotonicNanos = monotonicNanos;
        this.wallMillis = wallMillis;
    }

    /** A leadership begins, with everything before it applied. */
    void begin(ClusterTime applied) {
        base = applied;
        markNanos = monotonicNanos.getAsLong();
    }

    /** A fresh reading, for a group that is being closed now. */
    Stamp read(ClusterTime applied) {
        ClusterTime reading = now();
        ClusterTime limit = applied.plusMillis(MOST_AHEAD_MILLIS);
        if (reading.isAfter(limit)) {
            base = limit;
            markNanos = monotonicNanos.getAsLong();
            reading = limit;
        }
        return new Stamp(reading, wallMillis.getAsLong());
    }

    /** Cluster time as this clock sees it, without regard to what is applied; decides nothing. */
    ClusterTime now() {
        return base.plusMillis((monotonicNanos.getAsLong() - markNanos) / 1_000_000);
    }
}
