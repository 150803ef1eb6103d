package dev.coordinator.server.lease;

import java.util.List;

/**
 * An immutable picture of the whole state, from which an equal state can be made.
 *
 * @param time the latest stamp applied
 * @param pools in order of name
 */
public record StateImage(ClusterTime time, long lastEpoch, long lastHandle, long lastNonce, List<PoolImage> pools) {

    public StateImage {
        pools = List.copyOf(pools);
    }
}
