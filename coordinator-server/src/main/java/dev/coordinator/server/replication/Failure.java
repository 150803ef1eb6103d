package dev.coordinator.server.replication;

/** Why a command or a read has no answer. */
public enum Failure {
    /** No node is known to lead. Nothing was appended; a retry is safe. */
    NO_LEADER(true),
    /** The queue is full. Nothing was appended; a retry is safe. */
    OVERLOADED(true),
    /** It may have been appended, and may yet be applied. */
    OUTCOME_UNKNOWN(false);

    private final boolean retrySafe;

    Failure(boolean retrySafe) {
        this.retrySafe = retrySafe;
    }

    /** Whether it is certain that nothing came of it, so that it can be repeated as it was. */
    public boolean isRetrySafe() {
        return retrySafe;
    }
}
