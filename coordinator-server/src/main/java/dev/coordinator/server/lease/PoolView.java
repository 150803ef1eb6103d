package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;

/**
 * One pool as readers see it.
 *
 * @param leaseRemainingMillis in cluster time, 0 when no one holds the lease
 * @param live how many seats were heard of within the TTL
 * @param successors how many could take over: live, electable, not holding
 */
public record PoolView(
        PoolName name,
        Tenure tenure,
        Optional<PrimaryView> primary,
        long leaseRemainingMillis,
        PoolSettings settings,
        int instances,
        int live,
        int successors,
        List<InstanceId> nextInLine,
        Optional<Change> lastChange) {}
