package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;

/**
 * Something was decided about a pool; kept in its history and told to whoever watches.
 *
 * @param from who held or was chosen before
 * @param to who holds or is chosen now
 * @param epoch the epoch granted, ended or claimed; 0 for none
 * @param wallMillis when, by the leader's wall clock; for people
 * @param vacantForMillis with GRANTED: how long the pool had no primary, in cluster time
 * @param scheduledWallMillis with SWITCHOVER_SCHEDULED, _BEGUN and _DROPPED: for when, by the leader's wall clock at the time
 *     it was asked for; otherwise 0
 * @param candidates with DESIGNATED and GRANTED: as they were ranked, the chosen one first; with VACATED: those that could
 *     not be chosen; {@link #MOST_CANDIDATES} at most
 */
public record Change(
        PoolName pool,
        ChangeKind kind,
        Trigger trigger,
        Optional<InstanceId> from,
        Optional<InstanceId> to,
        long epoch,
        long wallMillis,
        long vacantForMillis,
        long scheduledWallMillis,
        List<Candidate> candidates) {

    /** How many candidates a change lists. */
    public static final int MOST_CANDIDATES = 8;

    public Change {
        candidates = List.copyOf(candidates);
    }

    /** One that is about nothing scheduled. */
    public Change(
            PoolName pool,
            ChangeKind kind,
            Trigger trigger,
            Optional<InstanceId> from,
            Optional<InstanceId> to,
            long epoch,
            long wallMillis,
            long vacantForMillis,
            List<Candidate> candidates) {
        this(pool, kind, trigger, from, to, epoch, wallMillis, vacantForMillis, 0, candidates);
    }

    /** Why it was decided. */
    public ChangeCause cause() {
        return trigger.cause();
    }

    /**
     * Whether an instance had better hear of it at once: the next step waits for its check-in, or its lease is over before
     * its own clock says so.
     */
    public boolean isUrgent() {
        return switch (kind) {
            case DESIGNATED, DRAINING, DRAIN_CALLED_OFF -> true;
            case VACATED -> cause() == ChangeCause.UNSAFE_NOW;
            default -> false;
        };
    }
}
