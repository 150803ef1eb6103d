package dev.coordinator.server.lease;

/**
 * What the whole cluster takes: fixed numbers, part of the replicated rules like the deadlines, and no node's own, for they
 * decide (S8). Decision record 0017 says why they are no setting, and what it takes to change them.
 *
 * @param pools how many pools
 * @param instancesPerPool how many seats a pool remembers
 */
public record Limits(int pools, int instancesPerPool) {

    /**
     * No lease is ever longer, whatever is set: three of the longest check-in intervals. After a recovery nothing is
     * granted for so long.
     */
    public static final long LONGEST_LEASE_MILLIS = 3 * 3_600_000L;

    /** What holds in every cluster. */
    static final Limits FIXED = new Limits(1_000_000, 1_000);
}
