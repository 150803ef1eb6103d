package dev.coordinator.server.roster;

/**
 * What makes one roster out of the one before it.
 *
 * @param member the node as the change leaves it; one that has left as it was
 * @param requester who asked; nobody for what the coordinators do to see a word through
 */
public record NodeChange(Kind kind, Member member, Requester requester) {

    /** What was done. The order is part of the journal: new ones come last. */
    public enum Kind {
        /** It was added, and begins to join. */
        ADDED,
        /** It had caught up, and votes. */
        JOINED,
        /** It is found elsewhere. */
        MOVED,
        /** It was removed, and begins to leave. */
        REMOVED,
        /** It votes no more, and is gone from the roster. */
        LEFT
    }
}
