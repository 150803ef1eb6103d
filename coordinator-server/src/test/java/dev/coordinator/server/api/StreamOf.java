package dev.coordinator.server.api;

import com.google.rpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What comes down one stream: each message, and how it ends. */
final class StreamOf<Q, M> implements ClientResponseObserver<Q, M> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<M> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
    private final CompletableFuture<Boolean> served = new CompletableFuture<>();
    private final CompletableFuture<ClientCallStreamObserver<Q>> call = new CompletableFuture<>();
    private final boolean reads;

    private StreamOf(boolean reads) {
        this.reads = reads;
    }

    static <Q, M> StreamOf<Q, M> thatIsRead() {
        return new StreamOf<>(true);
    }

    /** Takes no message before {@link #read}. */
    static <Q, M> StreamOf<Q, M> thatIsNotRead() {
        return new StreamOf<>(false);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> started) {
        if (!reads) {
            started.disableAutoRequestWithInitial(0);
        }
        call.complete(started);
    }

    ClientCallStreamObserver<Q> call() {
        return call.join();
    }

    void read() {
        call().request(Integer.MAX_VALUE);
    }

    @Override
    public void onNext(M message) {
        messages.add(message);
        served.complete(true);
    }

    @Override
    public void onError(Throwable error) {
        end.complete(Optional.of(error));
        served.complete(false);
    }

    @Override
    public void onCompleted() {
        end.complete(Optional.empty());
    }

    /** The next message; waits for it. */
    M next() {
        try {
            return Optional.ofNullable(messages.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                    .orElseThrow(() -> new AssertionError("no message came; the end: " + end.getNow(Optional.empty())));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether a message came before the end; waits for either. */
    boolean isServed() {
        return served.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** What has come and was not looked at. */
    List<M> rest() {
        return List.copyOf(messages);
    }

    Status error() {
        return TestNode.statusOf(ended().orElseThrow(() -> new AssertionError("it ended well")));
    }

    Optional<Throwable> ended() {
        return end.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
