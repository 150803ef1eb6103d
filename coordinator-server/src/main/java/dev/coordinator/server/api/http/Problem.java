package dev.coordinator.server.api.http;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Map;

/**
 * Why a request has no other answer.
 *
 * @param status what clients read in the body
 * @param headers that go with it
 */
record Problem(HttpResponseStatus http, Status status, Map<String, String> headers) {

    private static final String DOMAIN = "coordinator.dev";
    private static final int MOST_CHARACTERS_OF_VALUE = 64;

    /** A part of a request that breaks its rule; the same again is refused again. */
    static Problem field(String reason, String place, String rule) {
        return new Problem(
                HttpResponseStatus.BAD_REQUEST,
                status(Code.INVALID_ARGUMENT, reason, place + ": " + rule, Map.of("fields", place))
                        .addDetails(Any.pack(BadRequest.newBuilder()
                                .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                                        .setField(place)
                                        .setDescription(rule))
                                .build()))
                        .build(),
                Map.of());
    }

    /** What no server could understand. */
    static Problem badRequest(String why) {
        return of(HttpResponseStatus.BAD_REQUEST, Code.INVALID_ARGUMENT, "BAD_REQUEST", why);
    }

    static Problem unknownRoute(String message) {
        return of(HttpResponseStatus.NOT_FOUND, Code.NOT_FOUND, "UNKNOWN_ROUTE", message);
    }

    static Problem methodNotAllowed(String method, List<String> allowed) {
        String list = String.join(", ", allowed);
        return of(
                        HttpResponseStatus.METHOD_NOT_ALLOWED,
                        Code.UNIMPLEMENTED,
                        "METHOD_NOT_ALLOWED",
                        shown(method) + " is not for this path; " + list + " is")
                .with(HttpHeaderNames.ALLOW.toString(), list);
    }

    static Problem tooLarge(HttpResponseStatus http, String what, int most) {
        return new Problem(
                http,
                status(
                                Code.RESOURCE_EXHAUSTED,
                                "LIMIT_REACHED",
                                what + ": at most " + most + " bytes",
                                Map.of("field", what, "limit", Integer.toString(most)))
                        .build(),
                Map.of());
    }

    static Problem tooManyConnections(int most) {
        return new Problem(
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        status(
                                        Code.RESOURCE_EXHAUSTED,
                                        "LIMIT_REACHED",
                                        "connections: at most " + most + " HTTP connections to one node",
                                        Map.of("field", "connections", "limit", Integer.toString(most)))
                                .build(),
                        Map.of())
                .with(HttpHeaderNames.RETRY_AFTER.toString(), "1");
    }

    static Problem tooSlow(int seconds) {
        return of(
                HttpResponseStatus.REQUEST_TIMEOUT,
                Code.DEADLINE_EXCEEDED,
                "SLOW_REQUEST",
                "a request has to arrive whole within " + seconds + " s of its first byte; nothing came of this one");
    }

    static Problem broken() {
        return of(
                HttpResponseStatus.INTERNAL_SERVER_ERROR,
                Code.INTERNAL,
                "BROKEN",
                "the answer could not be made; the log of this node says why");
    }

    static Problem of(HttpResponseStatus http, Code code, String reason, String message) {
        return new Problem(http, status(code, reason, message, Map.of()).build(), Map.of());
    }

    Problem with(String header, String value) {
        return new Problem(http, status, Map.of(header, value));
    }

    /** In quotes, and cut where it is long. */
    static String shown(String text) {
        String value = Scalars.isWellFormed(text) ? text : "half of a surrogate pair";
        String cut = value.codePointCount(0, value.length()) <= MOST_CHARACTERS_OF_VALUE
                ? value
                : value.substring(0, value.offsetByCodePoints(0, MOST_CHARACTERS_OF_VALUE)) + "…";
        return '"' + cut + '"';
    }

    private static Status.Builder status(Code code, String reason, String message, Map<String, String> metadata) {
        return Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(message)
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(reason)
                        .setDomain(DOMAIN)
                        .putAllMetadata(metadata)
                        .build()));
    }
}
