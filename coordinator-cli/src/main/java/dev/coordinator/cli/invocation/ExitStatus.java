package dev.coordinator.cli.invocation;

import dev.coordinator.cli.connection.ErrorDetails;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** What the process ends with. Scripts depend on these numbers: they never change their meaning. */
public enum ExitStatus {
    OK(0),
    FAILED(1),
    USAGE(2),
    NOT_FOUND(3),
    UNAVAILABLE(4),
    PRECONDITION(5),
    STANDBY(10),
    DRAINING(11),
    UNELECTABLE(12),
    SUPERSEDED(13);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The status for a refusal or failure that the cluster answered. */
    static ExitStatus of(StatusRuntimeException failure) {
        Status.Code code = failure.getStatus().getCode();
        return switch (code) {
            case INVALID_ARGUMENT, OUT_OF_RANGE -> USAGE;
            case NOT_FOUND -> NOT_FOUND;
            case UNAVAILABLE, DEADLINE_EXCEEDED -> UNAVAILABLE;
            case FAILED_PRECONDITION, ABORTED, ALREADY_EXISTS -> PRECONDITION;
            case RESOURCE_EXHAUSTED -> ErrorDetails.of(failure).retryAfter().isPresent() ? UNAVAILABLE : FAILED;
            default -> FAILED;
        };
    }
}
