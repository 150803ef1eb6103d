package dev.coordinator.server.lease;

import java.util.List;

/**
 * An immutable picture of the whole state, from which an equal state can be made.
 *
 * @param time the latest stamp applied
 * @param newestWallMillis the latest wall clock on a stamp applied
 * @param quietUntil nothing is granted before, in pools that are not made yet too; zero unless there was a recovery
 * @param lostEpochs what recoveries may have lost, oldest first, {@link LostEpochs#MOST_RECOVERIES} at most
 * @param pools in order of name
 */
public record StateImage(
        ClusterTime time,
        long newestWallMillis,
        ClusterTime quietUntil,
        long lastEpoch,
        long lastHandle,
        long lastNonce,
        List<LostEpochs> lostEpochs,
        List<PoolImage> pools) {

    public StateImage {
        lostEpochs = List.copyOf(lostEpochs);
        pools = List.copyOf(pools);
    }
}
