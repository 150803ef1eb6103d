package dev.coordinator.server.lease;

/** What was decided about a pool. The order is part of the journal: append only. */
public enum ChangeKind {
    /** The lease ended. */
    VACATED,
    /** An instance was chosen and is awaited. */
    DESIGNATED,
    /** An instance became primary with a new epoch. */
    GRANTED,
    /** The primary was asked to stop. */
    DRAINING,
    /** The primary stays after all. */
    DRAIN_CALLED_OFF,
    /** An instance claims an epoch that is not its own. */
    DUAL_CLAIM,
    /** The pool was made. */
    POOL_CREATED,
    /** The pool is gone. */
    POOL_REMOVED,
    /** The pool's settings were changed. */
    SETTINGS_CHANGED,
    /** Another incarnation took a seat. */
    SEAT_TAKEN,
    /** Two runs check in under one instance id. */
    DUPLICATE_ID,
    /** Automatic moves are suspended. */
    PAUSED,
    /** Automatic moves are made again. */
    RESUMED,
    /** An instance must not be primary, by an operator's word. */
    CORDONED,
    /** An operator's word on an instance is over. */
    UNCORDONED,
    /** An operator deleted the pool. */
    POOL_DELETED,
    /** Nothing is granted for a while after a recovery. */
    QUIETED,
    /** An operator ended the run that has a seat. */
    EVICTED,
    /** A switchover is to be done later. */
    SWITCHOVER_SCHEDULED,
    /** The time of a scheduled switchover has come: it is done as if it were asked for now. */
    SWITCHOVER_BEGUN,
    /** A scheduled switchover is not done. */
    SWITCHOVER_DROPPED;

    /** Whether it is about who is or will be primary. */
    boolean isOfTheLease() {
        return switch (this) {
            case VACATED, DESIGNATED, GRANTED, DRAINING, DRAIN_CALLED_OFF -> true;
            default -> false;
        };
    }

    /** Whether a pool's history keeps it: all that helps to explain who is primary. */
    boolean isKept() {
        return switch (this) {
            case POOL_CREATED, POOL_REMOVED, SEAT_TAKEN -> false;
            default -> true;
        };
    }
}
