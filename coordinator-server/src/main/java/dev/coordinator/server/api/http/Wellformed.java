package dev.coordinator.server.api.http;

import com.google.rpc.Code;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Whether a request is one at all. After one that isn't, nothing on its connection can be trusted. */
final class Wellformed {

    private Wellformed() {}

    static void check(FullHttpRequest request) throws RefusedException {
        if (request.decoderResult().isFailure()) {
            throw new RefusedException(problem(request.decoderResult().cause()));
        }
        boolean known = request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (!known) {
            throw new RefusedException(Problem.of(
                    HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
                    Code.UNIMPLEMENTED,
                    "VERSION_NOT_SUPPORTED",
                    "HTTP/1.1 and HTTP/1.0 are served here"));
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            throw new RefusedException(Problem.badRequest("a request has one Host header, not " + hosts));
        }
    }

    private static Problem problem(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.tooLarge(
                    HttpResponseStatus.REQUEST_URI_TOO_LONG, "request line", StrictRequestDecoder.MOST_LINE_BYTES);
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Problem.tooLarge(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "headers",
                    StrictRequestDecoder.MOST_HEADER_BYTES);
        }
        return Problem.badRequest("this is no well-formed request of HTTP/1.1"
                + (cause instanceof IllegalArgumentException && cause.getMessage() != null
                        ? ": " + Problem.shown(cause.getMessage())
                        : ""));
    }
}
