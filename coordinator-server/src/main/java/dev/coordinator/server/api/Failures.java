package dev.coordinator.server.api;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.RosterBook;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Why there is no answer, as a status that says when to try again and who leads. */
final class Failures {

    private static final int NO_LEADER_MILLIS = 200;
    private static final int OVERLOADED_MILLIS = 100;

    private final RosterBook nodes;
    private final Supplier<LogStatus> log;

    Failures(RosterBook nodes, Supplier<LogStatus> log) {
        this.nodes = nodes;
        this.log = log;
    }

    /** What repeating a request whose outcome is unknown takes. */
    enum Repeat {
        /** A check-in or a leave. */
        WITH_HIGHER_SEQ("it may yet be applied: repeat with a higher seq, which makes this one harmless"),
        /** Whatever comes to the same when it is done twice. */
        AS_IT_IS("it may yet be applied, and is safe to repeat"),
        /** What is begun again by a repeat that comes after its end. */
        AFTER_A_LOOK("it may yet be applied: look at the pool before you repeat it");

        private final String advice;

        Repeat(String advice) {
            this.advice = advice;
        }
    }

    Status status(Failure failure, Repeat repeat) {
        return switch (failure) {
            case NO_LEADER ->
                retryable(
                        Code.UNAVAILABLE,
                        "no node leads at the moment; nothing came of the request, it is safe to repeat",
                        failure,
                        NO_LEADER_MILLIS);
            case OVERLOADED ->
                retryable(
                        Code.RESOURCE_EXHAUSTED,
                        "too much waits here; nothing came of the request, it is safe to repeat",
                        failure,
                        OVERLOADED_MILLIS);
            case OUTCOME_UNKNOWN ->
                retryable(Code.UNAVAILABLE, "the outcome is unknown; " + repeat.advice, failure, NO_LEADER_MILLIS);
        };
    }

    private Status retryable(Code code, String message, Failure failure, int millis) {
        return retryable(code, message, failure.name(), millis);
    }

    private Status retryable(Code code, String message, String reason, int millis) {
        return Statuses.retryAfter(Statuses.with(code, message, reason, leader()), millis);
    }

    /** Who must be asked instead of this node. */
    Status notLeader() {
        boolean known = log.get().leader().isPresent();
        return known
                ? retryable(
                        Code.UNAVAILABLE,
                        "only the node that leads can do this; nothing came of the request, ask that one",
                        "NOT_LEADER",
                        0)
                : status(Failure.NO_LEADER, Repeat.AS_IT_IS);
    }

    private Map<String, String> leader() {
        Map<String, String> metadata = new HashMap<>();
        Optional<NodeId> leader = log.get().leader();
        leader.ifPresent(id -> metadata.put("leader", id.value()));
        leader.flatMap(nodes.current()::member)
                .ifPresent(member -> metadata.put("leader_address", member.api().toString()));
        return metadata;
    }
}
