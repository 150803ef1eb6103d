package dev.coordinator.server.roster;

/** How far a node has come. The order is part of the journal: new ones come last. */
public enum Standing {
    /** It votes, and counts. */
    MEMBER,
    /** It was added, and gets the log; it votes when it has caught up. */
    JOINING,
    /** It was removed, and votes until the others have agreed on that. */
    LEAVING
}
