package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.Status;
import dev.coordinator.server.replication.AppendFailure;

/**
 * What the library's status of a failed append says about the entry.
 *
 * <p>Its EPERM has two meanings, told apart by the message alone: a refusal before anything was appended, and "Leader
 * stepped down", after which one entry was seen to vanish and another to be applied. Whatever is not known to be a
 * refusal is an unknown outcome.
 */
final class AppendFailures {

    private static final String NOT_LEADING = "Is not leader.";
    private static final String OTHER_TERM = "expected_term=";

    private AppendFailures() {}

    static AppendFailure of(Status status) {
        return switch (status.getRaftError()) {
            case EBUSY -> AppendFailure.BUSY;
            case ENODESHUTDOWN -> AppendFailure.NOT_LEADER;
            case EPERM -> ofRefusal(String.valueOf(status.getErrorMsg()));
            default -> AppendFailure.OUTCOME_UNKNOWN;
        };
    }

    private static AppendFailure ofRefusal(String message) {
        return message.equals(NOT_LEADING) || message.startsWith(OTHER_TERM)
                ? AppendFailure.NOT_LEADER
                : AppendFailure.OUTCOME_UNKNOWN;
    }
}
