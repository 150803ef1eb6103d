package dev.coordinator.server.api;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.rpc.Status;
import dev.coordinator.server.access.Need;
import dev.coordinator.server.access.Verb;
import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One call on its way through the {@link Gate}. All but {@link #review} happens in its lane. */
final class GuardedCall<Q, R> extends ForwardingServerCall.SimpleForwardingServerCall<Q, R> {

    private static final int MOST_CHARACTERS_OF_REQUEST = 1_000;
    private static final Pattern LINE_END = Pattern.compile("\\s*\\n\\s*");

    private final Gate gate;
    private final ServerCall<Q, R> call;
    private final Caller caller;
    private final Function<Message, Need> needs;
    private final Lanes.Lane lane;
    private Optional<Need> need = Optional.empty();
    private String request = "";
    private volatile Object reviewed = this;
    private boolean told;
    private boolean ended;
    private Listener<Q> listener = new Listener<>() {};

    GuardedCall(Gate gate, ServerCall<Q, R> call, Caller caller, Function<Message, Need> needs, Lanes.Lane lane) {
        super(call);
        this.gate = gate;
        this.call = call;
        this.caller = caller;
        this.needs = needs;
        this.lane = lane;
    }

    /** @param service hears of the messages that are let through */
    Listener<Q> listening(Listener<Q> service) {
        listener = service;
        return new Guarding(service);
    }

    /** Looks whether it may go on, if anything has changed that could end it. */
    void review() {
        Object stamp = caller.stamp();
        if (stamp != reviewed) {
            reviewed = stamp;
            lane.run(() -> {
                if (!ended) {
                    gate.refusal(caller, need, name()).ifPresent(this::end);
                }
            });
        }
    }

    private String name() {
        return String.valueOf(call.getMethodDescriptor().getBareMethodName());
    }

    private void take(Q message) {
        Need asked = needs.apply((Message) message);
        Optional<Status> refusal = gate.refusal(caller, asked, name());
        if (refusal.isPresent()) {
            end(refusal.get());
            return;
        }
        if (need.isEmpty() && isWord(asked)) {
            request = onOneLine((Message) message);
        }
        need = Optional.of(asked);
        listener.onMessage(message);
    }

    /** Whether it is to be on record that it was done. */
    private static boolean isWord(Need need) {
        return need.verb() == Verb.OPERATE || need.verb() == Verb.ADMINISTER;
    }

    /** Line ends within a text are escaped. */
    private static String onOneLine(Message message) {
        String printed = TextFormat.printer().printToString(message).strip();
        String whole = LINE_END.matcher(printed).replaceAll(" ");
        return whole.length() <= MOST_CHARACTERS_OF_REQUEST
                ? whole
                : whole.substring(0, MOST_CHARACTERS_OF_REQUEST) + "…";
    }

    /** The service learns that the call is over before the client does, so it writes no more. */
    private void end(Status why) {
        ended = true;
        gate.ended(this);
        listener.onCancel();
        CallEnd.with(call, why);
    }

    @Override
    public void close(io.grpc.Status status, Metadata trailers) {
        tell(status);
        super.close(status, trailers);
    }

    private void tell(io.grpc.Status status) {
        if (!told && need.filter(GuardedCall::isWord).isPresent()) {
            told = true;
            gate.done(caller, name(), need.get(), request, status);
        }
    }

    private final class Guarding extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {

        Guarding(Listener<Q> service) {
            super(service);
        }

        @Override
        public void onMessage(Q message) {
            if (!ended) {
                take(message);
            }
        }

        @Override
        public void onHalfClose() {
            if (!ended) {
                super.onHalfClose();
            }
        }

        @Override
        public void onCancel() {
            gate.ended(GuardedCall.this);
            if (!ended) {
                ended = true;
                tell(io.grpc.Status.CANCELLED.withDescription("the caller went before the answer; it may yet be done"));
                super.onCancel();
            }
        }

        @Override
        public void onComplete() {
            gate.ended(GuardedCall.this);
            super.onComplete();
        }
    }
}
