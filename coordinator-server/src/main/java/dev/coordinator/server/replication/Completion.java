package dev.coordinator.server.replication;

import dev.coordinator.server.lease.Decision;

/**
 * Waits for what becomes of one command. Exactly one method is called, once, on any thread, often that of the log; neither
 * may block. What it throws is logged and harms no one else.
 */
public interface Completion {

    /**
     * The command was committed by a quorum and applied (S4).
     *
     * @param logIndex the entry that carried it
     */
    void decided(long logIndex, Decision decision);

    /** No decision reached this node. */
    void failed(Failure failure);
}
