package dev.coordinator.server.lease;

/**
 * What the whole cluster takes. Part of the replicated rules, not a node's own, for it decides (S8).
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

    /** What holds where nothing else was set. */
    public static final Limits DEFAULT = new Limits(1_000_000, 1_000);
}
