package dev.coordinator.server.lease;

import java.util.List;

/**
 * An immutable picture of the whole state, from which an equal state can be made.
 *
 * @param time the latest stamp applied
 * @param newestWallMillis the latest wall clock on a stamp applied
 * @param quietUntil nothing is granted before, in pools that are not made yet too; zero unless there was a recovery
 * @param pools in order of name
 */
public record StateImage(
        ClusterTime time,
        long newestWallMillis,
        ClusterTime quietUntil,
        long lastEpoch,
        long lastHandle,
        long lastNonce,
        List<PoolImage> pools) {

    public StateImage {
        pools = List.copyOf(pools);
    }
}
