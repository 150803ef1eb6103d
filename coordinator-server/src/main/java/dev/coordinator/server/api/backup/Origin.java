package dev.coordinator.server.api.backup;

import dev.coordinator.server.roster.NodeId;

/**
 * Where a backup comes from.
 *
 * @param node that made it
 * @param logIndex the last log entry in it, above 0
 * @param term of a survivor's last entry; else the highest that the node had heard of
 * @param savedMillis when it was made, by the node's wall clock
 * @param version of the software that made it
 */
public record Origin(
        String clusterId, NodeId node, Source source, long logIndex, long term, long savedMillis, String version) {

    public Origin {
        if (logIndex < 1) {
            throw new IllegalArgumentException("a backup is of an entry above 0, not " + logIndex);
        }
    }

    /** How it was made. */
    public enum Source {
        /** By a barrier in the log: it has every decision answered before. */
        QUORUM,
        /** Of what one running node had applied. */
        NODE,
        /** Of the log of a stopped survivor. */
        SURVIVOR
    }
}
