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
    SEAT_TAKEN;

    /** Whether it is about who is or will be primary, and so belongs into a pool's history. */
    boolean isOfTheLease() {
        return switch (this) {
            case VACATED, DESIGNATED, GRANTED, DRAINING, DRAIN_CALLED_OFF -> true;
            case DUAL_CLAIM, POOL_CREATED, POOL_REMOVED, SETTINGS_CHANGED, SEAT_TAKEN -> false;
        };
    }
}
