package dev.coordinator.client;

import dev.coordinator.client.tls.TlsTrouble;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.LeaveResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One call for each message: without nudges, but it passes where streams don't. */
final class UnaryLine implements Line {

    /** Longer than anyone waits before the next attempt, because a late answer still counts. */
    private static final long ANSWER_SECONDS = 20;

    private final ManagedChannel channel;
    private final LeaseServiceGrpc.LeaseServiceStub stub;
    private final Loop loop;
    private final Owner owner;

    UnaryLine(ManagedChannel channel, Loop loop, Owner owner) {
        this.channel = channel;
        this.stub = LeaseServiceGrpc.newStub(channel);
        this.loop = loop;
        this.owner = owner;
    }

    @Override
    public void send(Identity identity, Outgoing message, Replies replies) {
        LeaseServiceGrpc.LeaseServiceStub call = stub.withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS);
        long seq = message.seq();
        if (message instanceof Outgoing.CheckIn checkIn) {
            call.checkIn(
                    Wire.checkIn(identity, checkIn),
                    new Reply<CheckInResponse>(answer -> replies.answered(seq, answer), seq, replies));
        } else if (message instanceof Outgoing.Leave leave) {
            call.leave(
                    Wire.leave(identity, leave), new Reply<LeaveResponse>(answer -> replies.left(seq), seq, replies));
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private final class Reply<T> implements StreamObserver<T> {

        private final Consumer<T> taker;
        private final long seq;
        private final Replies replies;

        Reply(Consumer<T> taker, long seq, Replies replies) {
            this.taker = taker;
            this.seq = seq;
            this.replies = replies;
        }

        @Override
        public void onNext(T answer) {
            loop.execute(() -> {
                owner.answeredOver(UnaryLine.this);
                taker.accept(answer);
            });
        }

        @Override
        public void onError(Throwable error) {
            Optional<String> trouble = TlsTrouble.of(error);
            Failure failure = trouble.<Failure>map(Failure.Unreachable::new).orElseGet(() -> Failures.of(error));
            loop.execute(() -> {
                trouble.ifPresent(owner::noTls);
                if (failure instanceof Failure.Unreachable) {
                    owner.broken(UnaryLine.this, Breakage.GONE);
                }
                replies.failed(seq, failure);
            });
        }

        @Override
        public void onCompleted() {}
    }
}
