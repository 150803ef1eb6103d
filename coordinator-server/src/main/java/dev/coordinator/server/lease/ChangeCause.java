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
    ANSWER_LOST
}
