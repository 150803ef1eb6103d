package dev.coordinator.server.webhook;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads an answer's body as far as is decent, so that the connection can be used again, and keeps nothing of it. */
final class Drain implements BodySubscriber<Boolean> {

    /** A longer body ends the connection; what counts was in the status. */
    static final long MOST_BYTES = 64 << 10;

    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long read;

    @Override
    public CompletionStage<Boolean> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            read += buffer.remaining();
        }
        if (read > MOST_BYTES && subscription != null) {
            subscription.cancel();
            done.complete(false);
        }
    }

    @Override
    public void onError(Throwable failed) {
        done.complete(false);
    }

    @Override
    public void onComplete() {
        done.complete(true);
    }
}
