package dev.coordinator.server.membership;

import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.roster.Roster;

/** What came of an operator's word. */
public sealed interface Verdict {

    /** It is committed, and whoever leads sees it through. */
    record Accepted(Roster roster) implements Verdict {}

    /**
     * It was not followed and changed nothing.
     *
     * @param why a sentence for people
     */
    record Refused(Objection objection, String why) implements Verdict {}

    /** This node can't say. */
    record Failed(Failure failure) implements Verdict {}

    /** Why a word is not followed. */
    enum Objection {
        /** This node doesn't lead, and only the leader can do it. */
        NOT_LEADER,
        /** Another node is joining or leaving, or leadership is moving; a repeat makes sense when that has ended. */
        CHANGE_UNDER_WAY,
        /** No node has this id. */
        UNKNOWN_NODE,
        /** A node has this id already. */
        KNOWN_NODE,
        /** Another node has one of these addresses, or there are too many nodes. */
        BROKEN_RULE,
        /** Too few voters are within reach to go without this one. */
        QUORUM_AT_RISK,
        /** Nobody of this cluster answers at the raft address, or nobody is there who could lead. */
        NOT_REACHED,
        /** The node is being drained, and would hand leadership on at once. */
        DRAINED,
        /** Another node than the named one answers at the raft address. */
        OTHER_NODE_THERE,
        /** The library refuses, for the reason it gives. */
        NOT_NOW
    }
}
