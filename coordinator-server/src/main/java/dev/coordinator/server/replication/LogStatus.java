package dev.coordinator.server.replication;

import dev.coordinator.server.roster.NodeId;
import java.util.Optional;

/**
 * What a node knows of the log and of who leads, at one moment.
 *
 * @param role what this node is among the nodes
 * @param term the highest term it has heard of, 0 before the first
 * @param leader who leads, as far as it knows
 * @param appliedIndex the last entry applied here
 * @param committedIndex the last entry known here to be committed
 * @param lastLogIndex the last entry stored here
 */
public record LogStatus(
        Role role, long term, Optional<NodeId> leader, long appliedIndex, long committedIndex, long lastLogIndex) {

    /** Before anything is known. */
    public static final LogStatus UNKNOWN = new LogStatus(Role.CANDIDATE, 0, Optional.empty(), 0, 0, 0);

    /** What a node is among the nodes. */
    public enum Role {
        /** It leads. */
        LEADER,
        /** It follows a leader. */
        FOLLOWER,
        /** It stands for election, or knows no leader. */
        CANDIDATE,
        /** It has failed and stops. */
        FAILED
    }
}
