package dev.coordinator.server.api.http;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls of one answer, in the name of whoever made a request. */
final class Calls {

    /** Longer than any decision takes; what it cuts off may yet be done. */
    private static final int DEADLINE_SECONDS = 30;

    private Calls() {}

    /**
     * Begins one.
     *
     * @param caller whose request it is for
     * @param answered called, or {@code failed} is, once and on any thread, maybe before this returns
     * @return cancels the call
     */
    static Runnable begin(
            Channel channel,
            MethodDescriptor<Message, Message> method,
            Message message,
            Request caller,
            Consumer<Message> answered,
            Consumer<Problem> failed) {
        return begin(channel, method, message, CallerHeaders.of(caller), answered, failed);
    }

    /** As above, with the headers that say who the caller is, and what for. */
    static Runnable begin(
            Channel channel,
            MethodDescriptor<Message, Message> method,
            Message message,
            Metadata headers,
            Consumer<Message> answered,
            Consumer<Problem> failed) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
        ClientCall<Message, Message> call = channel.newCall(method, options);
        call.start(new Listener(answered, failed), headers);
        call.request(2);
        call.sendMessage(message);
        call.halfClose();
        return () -> call.cancel("the client has gone", null);
    }

    private static final class Listener extends ClientCall.Listener<Message> {

        private final Consumer<Message> answered;
        private final Consumer<Problem> failed;
        private @Nullable Message answer;

        Listener(Consumer<Message> answered, Consumer<Problem> failed) {
            this.answered = answered;
            this.failed = failed;
        }

        @Override
        public void onMessage(Message message) {
            answer = message;
        }

        @Override
        public void onClose(io.grpc.Status status, Metadata trailers) {
            Message given = answer;
            if (status.isOk() && given != null) {
                answered.accept(given);
            } else {
                failed.accept(CallFailures.problem(status, trailers));
            }
        }
    }
}
