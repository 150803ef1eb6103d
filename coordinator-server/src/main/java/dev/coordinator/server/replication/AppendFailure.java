package dev.coordinator.server.replication;

/** Why an entry did not come back from the log. */
public enum AppendFailure {
    /** This node does not lead in that term. Nothing was appended; a retry elsewhere is safe. */
    NOT_LEADER,
    /** The log takes no more for now. Nothing was appended; a retry is safe. */
    BUSY,
    /** It was appended or may have been, and may yet be applied. Never resend it. */
    OUTCOME_UNKNOWN;

    /** What is told to whoever waited for the group. */
    Failure toCaller() {
        return switch (this) {
            case NOT_LEADER -> Failure.NO_LEADER;
            case BUSY -> Failure.OVERLOADED;
            case OUTCOME_UNKNOWN -> Failure.OUTCOME_UNKNOWN;
        };
    }
}
