package dev.coordinator.server.api;

import com.google.rpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one answer of a unary call; dropped when the caller is gone. Safe for use by any thread; never blocks. */
final class Reply<R> {

    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    private final ServerCallStreamObserver<R> caller;
    private final Lanes.Lane lane;

    private Reply(ServerCallStreamObserver<R> caller, Lanes.Lane lane) {
        this.caller = caller;
        this.lane = lane;
    }

    /** To be made while the call is being taken. */
    static <R> Reply<R> to(StreamObserver<R> observer, Lanes lanes) {
        ServerCallStreamObserver<R> caller = (ServerCallStreamObserver<R>) observer;
        caller.setOnCancelHandler(() -> {});
        return new Reply<>(caller, lanes.current());
    }

    /** Sends what is made in the call's lane, off the thread that decided. */
    void send(Supplier<R> message) {
        lane.run(() -> {
            if (!caller.isCancelled()) {
                sendNow(message);
            }
        });
    }

    private void sendNow(Supplier<R> message) {
        R made;
        try {
            made = message.get();
        } catch (RuntimeException e) {
            LOG.error("event=answer-not-made", e);
            caller.onError(Statuses.thrown(Statuses.broken()));
            return;
        }
        caller.onNext(made);
        caller.onCompleted();
    }

    void fail(Status status) {
        lane.run(() -> {
            if (!caller.isCancelled()) {
                caller.onError(Statuses.thrown(status));
            }
        });
    }
}
