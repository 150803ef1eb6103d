package dev.coordinator.server.lease;

/** Why it was decided. The order is part of the journal: append only. */
public enum ChangeCause {
    /** Nothing to add. */
    NONE,
    /** The pool had never had a primary. */
    FIRST,
    /** The lease passed its deadline. */
    EXPIRED,
    /** The holder gave it up. */
    RELEASED,
    /** The holder, or the one chosen, left. */
    LEFT,
    /** The holder, or the one chosen, said that it must not be primary. */
    UNELECTABLE,
    /** A newer incarnation of the holder named it as dead. */
    SUPERSEDED,
    /** The one chosen did not come. */
    NO_SHOW,
    /** The holder of record said that it holds nothing: the answer that granted it was lost. */
    ANSWER_LOST,
    /** An operator hands the lease over. */
    SWITCHOVER,
    /** One of higher priority had been healthy for long enough. */
    FAILBACK,
    /** An operator said that the holder, or the one chosen, must not be primary. */
    CORDONED,
    /** An operator moved the lease, waiting for it to end. */
    FAILOVER,
    /** An operator moved the lease without waiting for it to end: the old holder may still believe in it. */
    UNSAFE_NOW,
    /** Automatic moves are suspended. */
    PAUSED,
    /** The primary did not stop in time. */
    TIMED_OUT,
    /** The one that was to be primary can't be any more. */
    TARGET_LOST,
    /** The holder may be primary again. */
    ELECTABLE_AGAIN,
    /** An operator asked for it. */
    REQUESTED,
    /** Its time was over. */
    LAPSED,
    /** The pool was deleted. */
    DELETED,
    /** The cluster was restored from a backup, or recovered after the loss of its quorum. */
    RECOVERED,
    /** An operator ended the run of the holder, or of the one chosen. */
    EVICTED,
    /** Its time has come. */
    SCHEDULED,
    /** Its time was long past. */
    TOO_LATE,
    /** The pool had no primary. */
    NO_PRIMARY,
    /** No other instance could be primary. */
    NO_SUCCESSOR,
    /** The one named was primary already. */
    PRIMARY_ALREADY
}
