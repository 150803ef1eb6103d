package dev.coordinator.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Optional;

/** Tells from a status whether the way, the node or the request is at fault. */
final class Failures {

    private Failures() {}

    static Failure of(Throwable error) {
        Status status = StatusProto.fromThrowable(error);
        return status == null ? new Failure.Unreachable(error.toString()) : of(status);
    }

    static Failure of(Status status) {
        Code code = io.grpc.Status.fromCodeValue(status.getCode()).getCode();
        String reason = errorInfo(status).map(ErrorInfo::getReason).orElse("");
        String message = code + (reason.isEmpty() ? "" : " " + reason) + ": " + status.getMessage();
        return switch (code) {
            case UNAVAILABLE -> reason.isEmpty() ? new Failure.Unreachable(message) : notNow(status, message);
            case OK, CANCELLED, UNKNOWN, INTERNAL, DEADLINE_EXCEEDED -> new Failure.Unreachable(message);
            case ABORTED -> notNow(status, message);
            case RESOURCE_EXHAUSTED ->
                reason.equals("LIMIT_REACHED") ? new Failure.Refused(message) : notNow(status, message);
            case NOT_FOUND ->
                reason.equals("UNKNOWN_HANDLE") ? new Failure.UnknownHandle(message) : new Failure.Refused(message);
            case FAILED_PRECONDITION ->
                reason.equals("STALE_SEQUENCE") ? notNow(status, message) : new Failure.Refused(message);
            default -> new Failure.Refused(message);
        };
    }

    private static Failure notNow(Status status, String message) {
        return new Failure.NotNow(message, retryAfter(status));
    }

    private static Optional<ErrorInfo> errorInfo(Status status) {
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(ErrorInfo.class))
                .flatMap(detail -> unpack(detail, ErrorInfo.class).stream())
                .findFirst();
    }

    private static Duration retryAfter(Status status) {
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(RetryInfo.class))
                .flatMap(detail -> unpack(detail, RetryInfo.class).stream())
                .map(info -> bounded(info.getRetryDelay()))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private static Duration bounded(com.google.protobuf.Duration delay) {
        boolean sensible = delay.getSeconds() >= 0 && delay.getNanos() >= 0;
        return sensible ? Duration.ofSeconds(Math.min(delay.getSeconds(), 3600), delay.getNanos()) : Duration.ZERO;
    }

    private static <T extends com.google.protobuf.Message> Optional<T> unpack(Any detail, Class<T> type) {
        try {
            return Optional.of(detail.unpack(type));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }
}
