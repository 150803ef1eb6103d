package dev.coordinator.server.api.http;

import com.google.protobuf.Message;
import dev.coordinator.v1.WatchResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A watch as server-sent events. The cursor is the event's id, so a client that comes back goes on where it was. */
final class WatchAction implements Action {

    static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String BEGIN = "retry: 1000\n\n";
    private static final String STILL_HERE = ":\n\n";
    private static final int STILL_HERE_SECONDS = 15;
    private static final int MOST_UNTAKEN = 16;

    private final Rpc rpc;
    private final Channel channel;

    WatchAction(Rpc rpc, Channel channel) {
        this.rpc = rpc;
        this.channel = channel;
    }

    @Override
    public void handle(Request request, Exchange exchange) throws RefusedException {
        RpcAction.requireJson(request, false);
        Map<String, List<String>> parameters = new HashMap<>(request.target().parameters());
        String last = request.headers().get(LAST_EVENT_ID, "");
        if (!last.isEmpty()) {
            // A client that comes back repeats the first address, and adds this.
            parameters.put("cursor", List.of(last));
        }
        Message message = rpc.request(request.path(), parameters, request.content());
        if (exchange.isHead()) {
            exchange.answer(Answer.bare(
                    HttpResponseStatus.OK, Map.of(HttpHeaderNames.CONTENT_TYPE.toString(), EventStream.TYPE)));
            return;
        }
        new Watching(exchange, channel.newCall(rpc.method(), CallOptions.DEFAULT)).begin(request, message);
    }

    /** One watch. All in the event loop of its connection. */
    private static final class Watching extends ClientCall.Listener<Message> {

        private final Exchange exchange;
        private final ClientCall<Message, Message> call;
        private Optional<EventStream> stream = Optional.empty();
        private Optional<Future<?>> stillHere = Optional.empty();
        private boolean isOver;

        Watching(Exchange exchange, ClientCall<Message, Message> call) {
            this.exchange = exchange;
            this.call = call;
        }

        void begin(Request request, Message message) {
            call.start(this, CallerHeaders.of(request));
            call.request(MOST_UNTAKEN);
            call.sendMessage(message);
            call.halfClose();
            if (isOver) {
                return;
            }
            exchange.whenGone(() -> {
                isOver = true;
                stillHere.ifPresent(timer -> timer.cancel(false));
                call.cancel("the client has gone", null);
            });
            down().send(BEGIN, () -> {});
            stillHere = Optional.of(exchange.scheduleEvery(this::sayStillHere, STILL_HERE_SECONDS, TimeUnit.SECONDS));
        }

        private EventStream down() {
            EventStream begun = stream.orElseGet(exchange::stream);
            stream = Optional.of(begun);
            return begun;
        }

        @Override
        public void onMessage(Message message) {
            exchange.inLoop(() -> {
                if (!isOver) {
                    down().send(event((WatchResponse) message), () -> call.request(1));
                }
            });
        }

        @Override
        public void onClose(io.grpc.Status status, Metadata trailers) {
            exchange.inLoop(() -> {
                if (!isOver) {
                    isOver = true;
                    stillHere.ifPresent(timer -> timer.cancel(false));
                    end(CallFailures.problem(status, trailers));
                }
            });
        }

        private void end(Problem problem) {
            if (stream.isEmpty()) {
                exchange.answer(Answer.of(problem));
            } else {
                down().send("event: failure\ndata: " + Json.print(problem.status()) + "\n\n", () -> {});
                down().end();
            }
        }

        /** So that a client that is gone without a word is found, and nobody between takes the silence for an end. */
        private void sayStillHere() {
            if (!isOver && down().isTaken()) {
                down().send(STILL_HERE, () -> {});
            }
        }

        private static String event(WatchResponse message) {
            return "id: " + message.getCursor() + "\nevent: "
                    + message.getMessageCase().name().toLowerCase(Locale.ROOT) + "\ndata: " + Json.print(message)
                    + "\n\n";
        }
    }
}
