package dev.coordinator.server.lease;

import java.util.Optional;

/**
 * One seat as readers see it.
 *
 * @param lastCheckInAgoMillis in cluster time
 * @param liveForMillis 0 when it is lost
 * @param left its run has left, or was evicted
 * @param eviction by whose word its run ends, or has ended
 */
public record InstanceView(
        InstanceId id,
        Role role,
        boolean live,
        boolean fresh,
        boolean left,
        Profile profile,
        Incarnation incarnation,
        long seq,
        long lastCheckInAgoMillis,
        long liveForMillis,
        int recentLosses,
        Optional<Suspension> cordon,
        Optional<Dispute> dispute,
        Optional<Eviction> eviction) {}
