package dev.coordinator.server.api.http;

import com.google.protobuf.Message;
import com.google.rpc.Code;
import io.grpc.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A route that is a call of one answer. */
final class RpcAction implements Action {

    /** What the answer of a call is over HTTP. */
    @FunctionalInterface
    interface Translation {
        Answer of(Request request, Message answer);
    }

    private final Rpc rpc;
    private final Channel channel;
    private final Translation translation;

    RpcAction(Rpc rpc, Channel channel, Translation translation) {
        this.rpc = rpc;
        this.channel = channel;
        this.translation = translation;
    }

    /** Answers with the call's own answer, as JSON. */
    static RpcAction plain(Rpc rpc, Channel channel) {
        return new RpcAction(rpc, channel, (request, answer) -> Answer.json(Json.print(answer)));
    }

    @Override
    public void handle(Request request, Exchange exchange) throws RefusedException {
        requireJson(request, rpc.takesBody());
        call(request, request.target().parameters(), exchange);
    }

    /** @param parameters those of the request that are the call's */
    void call(Request request, Map<String, List<String>> parameters, Exchange exchange) throws RefusedException {
        Message message = rpc.request(request.path(), parameters, request.content());
        exchange.whenGone(Calls.begin(
                channel,
                rpc.method(),
                message,
                request,
                answer -> exchange.answer(() -> translation.of(request, answer)),
                problem -> exchange.answer(() -> Answer.of(problem))));
    }

    /** A page of another site can't make a browser send this type without being asked. */
    static void requireJson(Request request, boolean takesBody) throws RefusedException {
        if (!request.content().isReadable()) {
            return;
        }
        if (!takesBody) {
            throw new RefusedException(Problem.badRequest("this request takes no body"));
        }
        HttpHeaders headers = request.headers();
        if (headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
            throw unsupported("the body must not be encoded", HttpHeaderNames.ACCEPT_ENCODING.toString(), "identity");
        }
        if (!isJson(headers.get(HttpHeaderNames.CONTENT_TYPE, ""))) {
            throw unsupported(
                    "a body needs the header Content-Type: application/json (curl --json, or -H)",
                    HttpHeaderNames.ACCEPT.toString(),
                    "application/json");
        }
    }

    private static boolean isJson(String type) {
        String plain = type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        return plain.equals("application/json") || plain.equals("application/json;charset=utf-8");
    }

    private static RefusedException unsupported(String message, String header, String value) {
        return new RefusedException(Problem.of(
                        HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                        Code.INVALID_ARGUMENT,
                        "UNSUPPORTED_MEDIA_TYPE",
                        message)
                .with(header, value));
    }
}
