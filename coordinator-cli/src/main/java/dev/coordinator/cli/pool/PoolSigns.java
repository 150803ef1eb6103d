package dev.coordinator.cli.pool;

import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolSettings;
import dev.coordinator.v1.PoolState;

/** What the numbers of a pool mean. */
public final class PoolSigns {

    /** Fewer losses than this within the flap window are an accident. */
    private static final int FLAPPING_FROM = 3;

    private PoolSigns() {}

    public static boolean isFlapping(Pool pool) {
        return Integer.toUnsignedLong(pool.getRecentLosses()) >= FLAPPING_FROM;
    }

    /**
     * A renewal is overdue: the lease is shorter than it can be when the last check-in of an interval, a tenth of jitter
     * and the half interval after which an instance isn't fresh any more are over.
     */
    public static boolean isRenewalOverdue(Pool pool) {
        PoolSettings settings = pool.getSettings();
        long least = settings.getLeaseTtlMs() - settings.getCheckInIntervalMs() * 8 / 5;
        return pool.getState() == PoolState.POOL_STATE_HELD && pool.hasPrimary() && pool.getLeaseRemainingMs() < least;
    }
}
