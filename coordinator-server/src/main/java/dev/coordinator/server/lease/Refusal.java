package dev.coordinator.server.lease;

/** Why a request was refused. The order is part of the journal: append only. */
public enum Refusal {
    /** The sequence number is not above the last one applied. */
    STALE_SEQUENCE,
    /** The seat belongs to an identified incarnation; a bare request can't speak for it. */
    INCARNATION_REQUIRED,
    /** The seat belongs to another incarnation. */
    WRONG_INCARNATION,
    /** There is no such pool. */
    UNKNOWN_POOL,
    /** The pool has no such instance. */
    UNKNOWN_INSTANCE,
    /** The handle stands for nothing (any more): send the check-in in full. */
    UNKNOWN_HANDLE,
    /** A limit of the cluster is reached. */
    LIMIT_REACHED,
    /** The settings break a rule. */
    INVALID_SETTINGS,
    /** The pool has no primary. */
    NO_PRIMARY,
    /** The one named can't be primary. */
    UNFIT_TARGET,
    /** No other instance can be primary. */
    NO_SUCCESSOR,
    /** The cluster was restored a short while ago and grants nothing yet. */
    POOL_QUIET,
    /** The pool was deleted, and its last lease has not ended yet. */
    POOL_DELETED,
    /** What asks the primary to stop is not a handover: it must not be primary. */
    NO_HANDOVER,
    /** A number is out of its bounds. */
    OUT_OF_RANGE
}
