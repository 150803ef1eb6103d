package dev.coordinator.server.lease;

/**
 * What the whole cluster takes. Part of the replicated rules, not a node's own, for it decides (S8).
 *
 * @param pools how many pools
 * @param instancesPerPool how many seats a pool remembers
 */
public record Limits(int pools, int instancesPerPool) {

    /** What holds where nothing else was set. */
    public static final Limits DEFAULT = new Limits(1_000_000, 1_000);
}
