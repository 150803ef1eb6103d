package dev.coordinator.server.replication;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What the log tells the node, in the order of the log, on one thread at a time (the apply thread).
 *
 * <p>No method may block. An exception from any of them is a broken invariant: the log's implementation stops the node
 * through {@link FailStop} and never goes on to the next entry.
 */
public interface LogConsumer {

    /** This node leads in {@code term}; every entry of earlier terms has been applied. */
    void leadershipGained(Term term);

    /** This node leads no more. */
    void leadershipLost();

    /**
     * A committed entry, exactly once since the state this node started from.
     *
     * @param proposal the one given to {@link ReplicatedLog#append}, when this process appended the entry
     */
    void apply(long index, byte[] entry, Optional<Proposal> proposal);

    /**
     * The state after the last applied entry. Must return within milliseconds; the result is written later, on another
     * thread.
     */
    SnapshotImage image();

    /**
     * Replaces the state by that of a snapshot.
     *
     * @param index the last entry that the snapshot includes
     * @throws IOException if the bytes can't be read or are damaged; the node stops
     */
    void install(long index, InputStream snapshot) throws IOException;
}
