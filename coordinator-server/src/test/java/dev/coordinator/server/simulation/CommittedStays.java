package dev.coordinator.server.simulation;

/** What a quorum has is never replaced and never dropped: the promise of the consensus, on which all others rest. */
final class CommittedStays implements Rule {

    /** Somebody counts a majority for an entry that was committed already. */
    void committedAgain(long index, LogEntry first, LogEntry again) {
        if (!first.isSameAs(again)) {
            throw broken("another entry was committed at " + index);
        }
    }

    /** A node drops what its leader has not. */
    void dropped(Node node, long index, long committed) {
        if (index <= committed) {
            throw broken(node + " would drop entry " + index + ", which is committed");
        }
    }
}
