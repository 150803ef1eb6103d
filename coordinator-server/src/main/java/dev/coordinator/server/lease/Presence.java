package dev.coordinator.server.lease;

/** Whether an instance is there. The order is part of the journal: append only. */
public enum Presence {
    /** Heard of within the TTL. */
    LIVE,
    /** Not heard of for the TTL. */
    LOST,
    /** Its incarnation has left, or was evicted, and never returns. */
    LEFT
}
