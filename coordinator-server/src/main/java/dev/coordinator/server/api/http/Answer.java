package dev.coordinator.server.api.http;

import com.google.protobuf.ByteString;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.util.Map;

/**
 * One whole answer.
 *
 * @param type of the body; empty: there is none
 * @param headers besides those that every answer has
 */
record Answer(HttpResponseStatus status, AsciiString type, ByteString body, Map<String, String> headers) {

    static final AsciiString JSON = AsciiString.cached("application/json");

    static Answer json(String text) {
        return new Answer(HttpResponseStatus.OK, JSON, ByteString.copyFromUtf8(text + "\n"), Map.of());
    }

    Answer with(Map<String, String> more) {
        return new Answer(status, type, body, more);
    }

    static Answer of(Problem problem) {
        return new Answer(
                problem.http(), JSON, ByteString.copyFromUtf8(Json.print(problem.status()) + "\n"), problem.headers());
    }

    /** Without a body. */
    static Answer bare(HttpResponseStatus status, Map<String, String> headers) {
        return new Answer(status, AsciiString.EMPTY_STRING, ByteString.EMPTY, headers);
    }
}
