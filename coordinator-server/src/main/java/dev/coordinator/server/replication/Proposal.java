package dev.coordinator.server.replication;

/** An entry on its way through the log, as seen by the one who appended it. */
public interface Proposal {

    /** The entry won't come back with this proposal. Called at most once, and never after the entry was applied. */
    void failed(AppendFailure failure);
}
