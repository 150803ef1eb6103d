package dev.coordinator.server.lease;

/** What an instance is to its pool. The order is part of the journal: append only. */
public enum Role {
    /** It holds the lease. */
    PRIMARY,
    /** Live and may be chosen. */
    STANDBY,
    /** It holds the lease and is asked to stop. */
    DRAINING,
    /** Live and must not be chosen. */
    UNELECTABLE,
    /** Another incarnation has its seat, or it has left, or was evicted: this run never returns. */
    SUPERSEDED
}
