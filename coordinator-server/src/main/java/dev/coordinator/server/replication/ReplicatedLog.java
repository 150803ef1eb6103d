package dev.coordinator.server.replication;

/**
 * The log that carries every decision to every node; package raft implements it.
 *
 * <p>Safe for use by any thread; no method but {@link #close} blocks.
 */
public interface ReplicatedLog extends AutoCloseable {

    /**
     * Appends an entry if this node leads in {@code term}; otherwise nothing is appended.
     *
     * <p>Exactly one of two things follows: the entry is applied and {@code proposal} is handed to
     * {@link LogConsumer#apply} with it, or {@link Proposal#failed} is called, on any thread. Entries of one term are
     * applied in the order of these calls.
     */
    void append(Term term, byte[] entry, Proposal proposal);

    /** What this node knows of the log and of who leads. Never an authority for an answer. */
    LogStatus status();

    /**
     * Hands leadership to the most up-to-date follower if this node leads, waits at most a few seconds for that, and
     * stops. Idempotent.
     */
    @Override
    void close();
}
