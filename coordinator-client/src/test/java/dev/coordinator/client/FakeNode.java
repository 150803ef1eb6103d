package dev.coordinator.client;

import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.LeaveRequest;
import dev.coordinator.v1.LeaveResponse;
import dev.coordinator.v1.Nudge;
import dev.coordinator.v1.SessionRequest;
import dev.coordinator.v1.SessionResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A node on the loopback that answers check-ins by a script, or not at all. */
public final class FakeNode implements AutoCloseable {

    final BlockingQueue<CheckInRequest> checkIns = new LinkedBlockingQueue<>();
    final BlockingQueue<LeaveRequest> leaves = new LinkedBlockingQueue<>();
    public volatile Function<CheckInRequest, Optional<CheckInResponse>> script = request -> Optional.empty();
    volatile boolean streams = true;

    private final BlockingQueue<StreamObserver<SessionResponse>> sessions = new LinkedBlockingQueue<>();
    private final Server server;

    public FakeNode() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Service())
                .build()
                .start();
    }

    public Endpoint endpoint() {
        return new TcpEndpoint("127.0.0.1", server.getPort());
    }

    public CheckInRequest nextCheckIn() throws InterruptedException {
        return taken(checkIns);
    }

    LeaveRequest nextLeave() throws InterruptedException {
        return taken(leaves);
    }

    void nudge(String pool, String instanceId) throws InterruptedException {
        StreamObserver<SessionResponse> session = taken(sessions);
        sessions.add(session);
        say(
                session,
                SessionResponse.newBuilder()
                        .setNudge(Nudge.newBuilder().setPool(pool).setInstanceId(instanceId))
                        .build());
    }

    /** A stream is written by one thread at a time. */
    private static void say(StreamObserver<SessionResponse> session, SessionResponse response) {
        synchronized (session) {
            session.onNext(response);
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(20, TimeUnit.SECONDS);
        if (taken == null) {
            throw new AssertionError("nothing came in time");
        }
        return taken;
    }

    private Optional<CheckInResponse> answer(CheckInRequest request) {
        checkIns.add(request);
        return script.apply(request)
                .map(answer -> answer.toBuilder().setSeq(request.getSeq()).build());
    }

    private final class Service extends LeaseServiceGrpc.LeaseServiceImplBase {

        @Override
        public void checkIn(CheckInRequest request, StreamObserver<CheckInResponse> responses) {
            answer(request).ifPresent(answer -> {
                responses.onNext(answer);
                responses.onCompleted();
            });
        }

        @Override
        public void leave(LeaveRequest request, StreamObserver<LeaveResponse> responses) {
            leaves.add(request);
            responses.onNext(LeaveResponse.getDefaultInstance());
            responses.onCompleted();
        }

        @Override
        public StreamObserver<SessionRequest> session(StreamObserver<SessionResponse> responses) {
            if (!streams) {
                responses.onError(Status.UNIMPLEMENTED.asRuntimeException());
            } else {
                sessions.add(responses);
            }
            return new Requests(responses);
        }
    }

    private final class Requests implements StreamObserver<SessionRequest> {

        private final StreamObserver<SessionResponse> responses;

        Requests(StreamObserver<SessionResponse> responses) {
            this.responses = responses;
        }

        @Override
        public void onNext(SessionRequest request) {
            SessionResponse.Builder response = SessionResponse.newBuilder().setId(request.getId());
            if (!streams) {
                return;
            }
            if (request.hasLeave()) {
                leaves.add(request.getLeave());
                say(
                        responses,
                        response.setLeave(LeaveResponse.getDefaultInstance()).build());
            } else {
                answer(request.getCheckIn())
                        .ifPresent(answer ->
                                say(responses, response.setCheckIn(answer).build()));
            }
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {}
    }
}
