package dev.coordinator.server.node;

import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.SessionRequest;
import dev.coordinator.v1.SessionResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** One session that registers instances, 512 at a time. */
final class Registrar implements StreamObserver<SessionResponse> {

    private final StreamObserver<SessionRequest> up;
    private final CountDownLatch done;
    private final AtomicInteger failed;
    private final Semaphore window = new Semaphore(512);
    private long id;

    Registrar(ManagedChannel channel, CountDownLatch done, AtomicInteger failed) {
        this.done = done;
        this.failed = failed;
        this.up = LeaseServiceGrpc.newStub(channel).session(this);
    }

    void register(String pool, String instance) {
        window.acquireUninterruptibly();
        id++;
        up.onNext(SessionRequest.newBuilder()
                .setId(id)
                .setCheckIn(CheckInRequest.newBuilder()
                        .setPool(pool)
                        .setInstanceId(instance)
                        .setIncarnation(id)
                        .setSeq(1))
                .build());
    }

    void end() {
        up.onCompleted();
    }

    @Override
    public void onNext(SessionResponse response) {
        if (response.hasNudge()) {
            return;
        }
        if (!response.hasCheckIn()) {
            failed.incrementAndGet();
        }
        window.release();
        done.countDown();
    }

    @Override
    public void onError(Throwable thrown) {
        System.out.println("FIGURE session ended: " + thrown);
    }

    @Override
    public void onCompleted() {}
}
