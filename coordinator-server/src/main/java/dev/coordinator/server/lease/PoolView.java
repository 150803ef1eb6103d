package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;

/**
 * One pool as readers see it.
 *
 * @param leaseRemainingMillis in cluster time, 0 when no one holds the lease
 * @param grantsNothingForMillis in cluster time, after a recovery or a deletion; 0 otherwise
 * @param callOffInMillis in cluster time, when a planned drain runs whose holder was asked to stop; 0 otherwise
 * @param target who is to be primary next by the word of an operator, or by failback
 * @param appointment the switchover that is scheduled
 * @param live how many seats were heard of within the TTL
 * @param successors how many could take over: live, electable, not cordoned, not holding
 * @param recentLosses how often its instances were lost within the flap window, together
 * @param alarms the latest, oldest first
 */
public record PoolView(
        PoolName name,
        Tenure tenure,
        Optional<PrimaryView> primary,
        long leaseRemainingMillis,
        long grantsNothingForMillis,
        long callOffInMillis,
        Optional<InstanceId> target,
        Optional<Suspension> pause,
        Optional<AppointmentView> appointment,
        PoolSettings settings,
        int instances,
        int live,
        int successors,
        int recentLosses,
        List<InstanceId> nextInLine,
        List<Alarm> alarms,
        Optional<Change> lastChange) {}
