package dev.coordinator.server.replication;

/** Stops the node loudly: a node that can't write its log, decode an entry or hold an invariant answers nothing more. */
@FunctionalInterface
public interface FailStop {

    /** Says why and ends the process with a distinct status; returns at once, and only the first call counts. */
    void stop(String why, Throwable cause);
}
