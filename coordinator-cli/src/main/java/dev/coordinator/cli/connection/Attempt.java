package dev.coordinator.cli.connection;

import dev.coordinator.client.Endpoint;
import dev.coordinator.client.tls.TlsTrouble;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * One endpoint that was asked in vain.
 *
 * @param departed whether the request may have left this machine; false is certain
 */
public record Attempt(Endpoint endpoint, StatusRuntimeException failure, boolean departed) {

    /** The cluster's reason for answering that it has no leader; nothing was appended to its log. */
    static final String NO_LEADER = "NO_LEADER";

    private static final String OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN";

    /** Whether another node may answer where this one didn't. A refusal is the same everywhere. */
    boolean anotherMayAnswer() {
        Status.Code code = failure.getStatus().getCode();
        return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
    }

    /** Whether the cluster may have done, or may yet do, what was asked. */
    boolean mayTakeEffect() {
        return departed && !knowsNoLeader();
    }

    /** What a node said before tells more than its silence when the time ran out. */
    static Attempt moreTelling(Attempt earlier, Attempt later) {
        return later.failure.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED ? earlier : later;
    }

    boolean knowsNoLeader() {
        return NO_LEADER.equals(ErrorDetails.of(failure).reason());
    }

    /** What happened, for people: "connection refused". */
    public String account() {
        Status status = failure.getStatus();
        String said = status.getDescription() == null ? "" : status.getDescription();
        if (knowsNoLeader()) {
            return "answers, but knows no leader";
        }
        if (OUTCOME_UNKNOWN.equals(ErrorDetails.of(failure).reason())) {
            return "answers, but doesn't know the outcome";
        }
        Optional<String> trouble = TlsTrouble.suspected(failure);
        if (trouble.isPresent()) {
            return trouble.get();
        }
        if (causedBy(UnknownHostException.class)) {
            return "unknown host";
        }
        Optional<String> socket = SocketTrouble.of(endpoint, failure);
        if (socket.isPresent()) {
            return socket.get();
        }
        if (said.contains("First received frame was not SETTINGS")) {
            return "not a coordinator's gRPC port";
        }
        if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
            return "no answer in time";
        }
        if (said.startsWith("Keepalive failed")) {
            return "gives no sign of life";
        }
        if (status.getCode() == Status.Code.UNAVAILABLE && (said.isEmpty() || said.equals("io exception"))) {
            return "connection lost";
        }
        return said.isEmpty() ? status.getCode().toString() : said;
    }

    private boolean causedBy(Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
