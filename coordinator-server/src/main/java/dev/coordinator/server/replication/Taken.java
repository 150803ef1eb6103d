package dev.coordinator.server.replication;

/** What became of a group that another node passed on. */
enum Taken {
    /** Its commands will be decided or fail. */
    TAKEN,
    /** This node does not lead. */
    NOT_LEADING,
    /** The queue is full. */
    OVERLOADED
}
