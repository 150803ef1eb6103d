package dev.coordinator.server.api.http;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** What is answered without a call. */
final class Pages {

    private Pages() {}

    /** @param name of a resource beside this class */
    static Action resource(String name, String type) {
        Answer answer = new Answer(HttpResponseStatus.OK, AsciiString.cached(type), read(name), Map.of());
        return (request, exchange) -> {
            requireNoParameters(request);
            exchange.answer(answer);
        };
    }

    static Route of(PlainRoute plain) {
        return Route.get(plain.path(), (request, exchange) -> {
            requireNoParameters(request);
            Optional<Status> refusal = plain.guard().refusal(CallerHeaders.of(request));
            if (refusal.isPresent()) {
                exchange.answer(Answer.of(CallFailures.problem(refusal.get())));
                return;
            }
            plain.source()
                    .page(
                            request.headers().get(HttpHeaderNames.ACCEPT, ""),
                            page -> exchange.answer(new Answer(
                                    HttpResponseStatus.valueOf(page.status()),
                                    AsciiString.of(page.type()),
                                    ByteString.copyFromUtf8(page.body()),
                                    Map.of())));
        });
    }

    private static void requireNoParameters(Request request) throws RefusedException {
        RpcAction.requireJson(request, false);
        if (!request.target().query().isEmpty()) {
            throw new RefusedException(Problem.of(
                    HttpResponseStatus.BAD_REQUEST,
                    Code.INVALID_ARGUMENT,
                    "INVALID_FIELD",
                    "query: this path takes no parameters"));
        }
    }

    private static ByteString read(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is not in the jar");
            }
            return ByteString.readFrom(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
