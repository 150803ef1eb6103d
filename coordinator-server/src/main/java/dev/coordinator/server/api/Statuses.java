package dev.coordinator.server.api;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;

/** The errors that clients see: a canonical code, a sentence, and details that programs read. */
final class Statuses {

    /** Of all reasons in {@link ErrorInfo}. */
    static final String DOMAIN = "coordinator.dev";

    private Statuses() {}

    /** A request that breaks rules; a retry of the same is useless. */
    static Status invalid(Violations violations) {
        return badRequest("INVALID_FIELD", violations.summary(), violations.toList());
    }

    static Status badRequest(String reason, String message, List<BadRequest.FieldViolation> violations) {
        String fields = String.join(
                ",",
                violations.stream()
                        .map(BadRequest.FieldViolation::getField)
                        .distinct()
                        .toList());
        return with(Code.INVALID_ARGUMENT, message, reason, Map.of("fields", fields))
                .addDetails(Any.pack(BadRequest.newBuilder()
                        .addAllFieldViolations(violations)
                        .build()))
                .build();
    }

    /** What can't be read at all; a retry of the same is useless. */
    static Status malformed(String why) {
        return with(Code.INVALID_ARGUMENT, "the message can't be read: " + why, "MALFORMED_MESSAGE", Map.of())
                .build();
    }

    /** A limit of this node is reached; another node may have room. */
    static Status limitReached(String field, String limit, int most) {
        return limitReached(field, limit, most, most + 1);
    }

    /** As above, for what was asked at once. */
    static Status limitReached(String field, String limit, int most, int value) {
        return with(
                        Code.RESOURCE_EXHAUSTED,
                        field + ": at most " + most + " " + limit,
                        "LIMIT_REACHED",
                        Map.of("field", field, "limit", Integer.toString(most), "value", Integer.toString(value)))
                .build();
    }

    /** A stream whose client does not keep up. */
    static Status tooSlow(String reason, String message) {
        return with(Code.RESOURCE_EXHAUSTED, message, reason, Map.of()).build();
    }

    /** This node stops; another one serves at once. */
    static Status stopping() {
        return retryAfter(with(Code.UNAVAILABLE, "this node stops", "NODE_STOPPING", Map.of()), 0);
    }

    /** A fault of this node, described in its log. */
    static Status broken() {
        return with(Code.INTERNAL, "the answer could not be made; the log of this node says why", "BROKEN", Map.of())
                .build();
    }

    static Status.Builder with(Code code, String message, String reason, Map<String, String> metadata) {
        return Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(message)
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(reason)
                        .setDomain(DOMAIN)
                        .putAllMetadata(metadata)
                        .build()));
    }

    static Status retryAfter(Status.Builder status, int millis) {
        Duration delay = Duration.newBuilder()
                .setSeconds(millis / 1000)
                .setNanos(millis % 1000 * 1_000_000)
                .build();
        return status.addDetails(
                        Any.pack(RetryInfo.newBuilder().setRetryDelay(delay).build()))
                .build();
    }

    static StatusRuntimeException thrown(Status status) {
        return StatusProto.toStatusRuntimeException(status);
    }
}
