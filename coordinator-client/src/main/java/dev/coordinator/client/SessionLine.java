package dev.coordinator.client;

import com.google.rpc.Status;
import dev.coordinator.client.tls.TlsTrouble;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.SessionRequest;
import dev.coordinator.v1.SessionResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All memberships on one stream, with nudges.
 *
 * <p>Answers are taken one at a time: the next is asked for when the last has been dealt with. At most 65536 messages are
 * waited for; the answers to older ones are dropped.
 */
final class SessionLine implements Line {

    private static final int MAX_PENDING = 1 << 16;

    private final ManagedChannel channel;
    private final Loop loop;
    private final Owner owner;
    private final StreamObserver<SessionRequest> requests;
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private long lastId;
    private boolean served;
    private boolean over;

    SessionLine(ManagedChannel channel, Loop loop, Owner owner) {
        this.channel = channel;
        this.loop = loop;
        this.owner = owner;
        this.requests = LeaseServiceGrpc.newStub(channel).session(new Responses());
    }

    @Override
    public void send(Identity identity, Outgoing message, Replies replies) {
        Pending sent = new Pending(message.seq(), replies);
        if (over) {
            loop.execute(() -> sent.fail("the session is over"));
            return;
        }
        if (pending.size() == MAX_PENDING) {
            pending.remove(pending.keySet().iterator().next());
        }
        long id = ++lastId;
        pending.put(id, sent);
        requests.onNext(Wire.request(id, identity, message));
    }

    @Override
    public void close() {
        over = true;
        pending.clear();
        channel.shutdownNow();
    }

    private void take(SessionResponse response) {
        if (over) {
            return;
        }
        if (response.hasNudge()) {
            owner.nudged(response.getNudge().getPool(), response.getNudge().getInstanceId());
            return;
        }
        Optional.ofNullable(pending.remove(response.getId())).ifPresent(sent -> {
            served = true;
            owner.answeredOver(this);
            switch (response.getMessageCase()) {
                case CHECK_IN -> sent.replies.answered(sent.seq, response.getCheckIn());
                case LEAVE -> sent.replies.left(sent.seq);
                case ERROR -> sent.replies.failed(sent.seq, Failures.of(response.getError()));
                case NUDGE, MESSAGE_NOT_SET ->
                    sent.replies.failed(
                            sent.seq,
                            Failures.of(Status.newBuilder()
                                    .setCode(Code.UNKNOWN.value())
                                    .build()));
            }
        });
    }

    private void end(Breakage breakage, String why) {
        if (over) {
            return;
        }
        Map<Long, Pending> unanswered = Map.copyOf(pending);
        close();
        owner.broken(this, breakage);
        unanswered.values().forEach(sent -> sent.fail(why));
    }

    /** A node that has served, and does so no more because the token has been replaced, is as good as any. */
    private Breakage breakage(Throwable error) {
        return switch (io.grpc.Status.fromThrowable(error).getCode()) {
            case UNIMPLEMENTED -> Breakage.NO_STREAMS;
            case UNAVAILABLE -> Breakage.GONE;
            case UNAUTHENTICATED -> served ? Breakage.GONE : Breakage.CUT;
            default -> Breakage.CUT;
        };
    }

    private record Pending(long seq, Replies replies) {

        void fail(String why) {
            replies.failed(seq, new Failure.Unreachable(why));
        }
    }

    private final class Responses implements ClientResponseObserver<SessionRequest, SessionResponse> {

        private Runnable askForMore = () -> {};

        @Override
        public void beforeStart(ClientCallStreamObserver<SessionRequest> call) {
            call.disableAutoRequestWithInitial(1);
            askForMore = () -> call.request(1);
        }

        @Override
        public void onNext(SessionResponse response) {
            loop.execute(() -> {
                take(response);
                askForMore.run();
            });
        }

        @Override
        public void onError(Throwable error) {
            Optional<String> trouble = TlsTrouble.of(error);
            String why = TlsTrouble.suspected(error).orElseGet(error::toString);
            loop.execute(() -> {
                if (!over) {
                    trouble.ifPresent(owner::noTls);
                }
                end(breakage(error), why);
            });
        }

        @Override
        public void onCompleted() {
            loop.execute(() -> end(Breakage.GONE, "the node ended the session"));
        }
    }
}
