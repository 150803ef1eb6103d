package dev.coordinator.client;

/** What an instance is to its pool. */
public enum MemberRole {
    /** No answer has come yet. */
    UNKNOWN,
    /** It holds the lease. */
    PRIMARY,
    /** It holds the lease and is being asked to stop. */
    DRAINING,
    /** It is live and may be chosen. */
    STANDBY,
    /** It is live and must not be chosen. */
    UNELECTABLE,
    /** Another run has its seat, or an operator evicted this one; for good. */
    SUPERSEDED,
    /** It has been closed; for good. */
    CLOSED
}
