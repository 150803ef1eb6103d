package dev.coordinator.server.lease;

/** Why an instance has its role. The order is part of the journal: append only. */
public enum RoleReason {
    /** The lease was granted by this check-in. */
    GRANTED,
    /** The lease it holds was renewed. */
    RENEWED,
    /** Another instance holds the lease. */
    ANOTHER_HOLDS,
    /** Another instance is chosen and awaited. */
    ANOTHER_DESIGNATED,
    /** An earlier incarnation of this instance holds the lease until its deadline. */
    PREDECESSOR_HOLDS,
    /** The seat is occupied: check in again with the nonce. */
    PROVE_INCARNATION,
    /** It gave the lease up and ranks last for one interval. */
    YIELDED,
    /** The epoch that it believed to hold is not its own any more: it must stop. */
    EPOCH_ENDED,
    /** The pool waits for more instances before its first grant. */
    BOOTSTRAPPING,
    /** It said that it must not be primary. */
    REPORTED_UNELECTABLE,
    /** A newer incarnation took its seat. */
    REPLACED,
    /** This incarnation has left. */
    LEFT,
    /** Automatic moves are suspended, and it is not the one that held the lease last. */
    PAUSED,
    /** The cluster was restored a short while ago and grants nothing yet. */
    QUIET,
    /** An operator said that it must not be primary. */
    CORDONED,
    /** The lease is to go to another instance. */
    HANDOVER,
    /** The pool was deleted, and its last lease has not ended yet. */
    POOL_DELETED,
    /** An operator ended this incarnation. */
    EVICTED
}
