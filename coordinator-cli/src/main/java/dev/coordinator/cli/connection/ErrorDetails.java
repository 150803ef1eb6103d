package dev.coordinator.cli.connection;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the cluster says about a failure beside its code.
 *
 * @param reason stable, such as {@code NO_LEADER}; empty when none was given
 * @param metadata what is involved
 * @param violations each violated rule with its field
 * @param retryAfter how long to wait before trying again, when the cluster says so
 */
public record ErrorDetails(
        String reason, Map<String, String> metadata, List<Violation> violations, Optional<Duration> retryAfter) {

    /** One violated rule. */
    public record Violation(String field, String rule) {}

    public ErrorDetails {
        metadata = Map.copyOf(metadata);
        violations = List.copyOf(violations);
    }

    /** Reads the details of a failed call. Details of kinds it doesn't know, or can't read, are passed over. */
    public static ErrorDetails of(Throwable failure) {
        Status status = StatusProto.fromThrowable(failure);
        String reason = "";
        Map<String, String> metadata = new HashMap<>();
        List<Violation> violations = new ArrayList<>();
        Optional<Duration> retryAfter = Optional.empty();
        for (Any detail : status == null ? List.<Any>of() : status.getDetailsList()) {
            try {
                if (detail.is(ErrorInfo.class)) {
                    ErrorInfo info = detail.unpack(ErrorInfo.class);
                    reason = info.getReason();
                    metadata.putAll(info.getMetadataMap());
                } else if (detail.is(BadRequest.class)) {
                    for (BadRequest.FieldViolation violation :
                            detail.unpack(BadRequest.class).getFieldViolationsList()) {
                        violations.add(new Violation(violation.getField(), violation.getDescription()));
                    }
                } else if (detail.is(RetryInfo.class)) {
                    com.google.protobuf.Duration delay =
                            detail.unpack(RetryInfo.class).getRetryDelay();
                    retryAfter = Optional.of(Duration.ofSeconds(delay.getSeconds(), delay.getNanos()));
                }
            } catch (InvalidProtocolBufferException unreadable) {
                // Passed over: the code and the description still tell.
            }
        }
        return new ErrorDetails(reason, metadata, violations, retryAfter);
    }
}
