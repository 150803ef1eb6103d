package dev.coordinator.server.api.http;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.protobuf.StatusProto;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.Optional;

/** How a call that failed is told over HTTP: the codes are those that {@code google/rpc/code.proto} names. */
final class CallFailures {

    private static final HttpResponseStatus CLIENT_CLOSED_REQUEST =
            HttpResponseStatus.valueOf(499, "Client Closed Request");

    private static final String REALM = "Bearer realm=\"coordinator\"";
    private static final String NOTHING_SHOWN = "NO_CREDENTIAL";

    private CallFailures() {}

    static Problem problem(io.grpc.Status status, Metadata trailers) {
        return problem(status.getCode(), StatusProto.fromStatusAndTrailers(status, trailers));
    }

    static Problem problem(Status said) {
        return problem(io.grpc.Status.fromCodeValue(said.getCode()).getCode(), said);
    }

    private static Problem problem(io.grpc.Status.Code code, Status said) {
        HttpResponseStatus http = http(code);
        Optional<String> retry = retryAfterSeconds(said);
        if (retry.isPresent()) {
            return new Problem(http, said, Map.of(HttpHeaderNames.RETRY_AFTER.toString(), retry.get()));
        }
        return switch (code) {
            case UNAVAILABLE -> new Problem(http, said, Map.of(HttpHeaderNames.RETRY_AFTER.toString(), "1"));
            case UNAUTHENTICATED ->
                new Problem(http, said, Map.of(HttpHeaderNames.WWW_AUTHENTICATE.toString(), challenge(said)));
            case PERMISSION_DENIED ->
                new Problem(
                        http,
                        said,
                        Map.of(HttpHeaderNames.WWW_AUTHENTICATE.toString(), REALM + ", error=\"insufficient_scope\""));
            default -> new Problem(http, said, Map.of());
        };
    }

    /** As RFC 6750 has it: who has shown nothing is told of no error. */
    private static String challenge(Status said) {
        for (Any detail : said.getDetailsList()) {
            try {
                if (detail.is(ErrorInfo.class)
                        && detail.unpack(ErrorInfo.class).getReason().equals(NOTHING_SHOWN)) {
                    return REALM;
                }
            } catch (InvalidProtocolBufferException e) {
                return REALM;
            }
        }
        return REALM + ", error=\"invalid_token\"";
    }

    private static HttpResponseStatus http(io.grpc.Status.Code code) {
        return switch (code) {
            case OK -> HttpResponseStatus.OK;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> HttpResponseStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpResponseStatus.UNAUTHORIZED;
            case PERMISSION_DENIED -> HttpResponseStatus.FORBIDDEN;
            case NOT_FOUND -> HttpResponseStatus.NOT_FOUND;
            case ALREADY_EXISTS, ABORTED -> HttpResponseStatus.CONFLICT;
            case RESOURCE_EXHAUSTED -> HttpResponseStatus.TOO_MANY_REQUESTS;
            case CANCELLED -> CLIENT_CLOSED_REQUEST;
            case UNIMPLEMENTED -> HttpResponseStatus.NOT_IMPLEMENTED;
            case UNAVAILABLE -> HttpResponseStatus.SERVICE_UNAVAILABLE;
            case DEADLINE_EXCEEDED -> HttpResponseStatus.GATEWAY_TIMEOUT;
            case UNKNOWN, INTERNAL, DATA_LOSS -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
        };
    }

    /** In whole seconds, as HTTP has it; the body says it in milliseconds. */
    private static Optional<String> retryAfterSeconds(Status status) {
        for (Any detail : status.getDetailsList()) {
            if (detail.is(RetryInfo.class)) {
                try {
                    var delay = detail.unpack(RetryInfo.class).getRetryDelay();
                    return Optional.of(Long.toString(delay.getSeconds() + (delay.getNanos() > 0 ? 1 : 0)));
                } catch (InvalidProtocolBufferException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
