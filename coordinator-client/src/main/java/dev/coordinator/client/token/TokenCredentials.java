package dev.coordinator.client.token;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Puts a token into the header of each call. */
final class TokenCredentials extends CallCredentials {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final int MOST_WAITING = 10_000;
    private static final int IDLE_SECONDS = 10;

    private final ClientToken token;
    private final ThreadPoolExecutor asking;

    TokenCredentials(ClientToken token) {
        this.token = token;
        this.asking = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "coordinator-token");
                    thread.setDaemon(true);
                    return thread;
                });
        asking.allowCoreThreadTimeOut(true);
    }

    /** Not on the network's thread, because whoever is asked may wait. */
    @Override
    public void applyRequestMetadata(RequestInfo request, Executor executor, MetadataApplier applier) {
        try {
            asking.execute(() -> apply(applier));
        } catch (RejectedExecutionException full) {
            applier.fail(Status.UNAVAILABLE.withDescription("too many calls wait for a token"));
        }
    }

    private void apply(MetadataApplier applier) {
        Metadata headers = new Metadata();
        try {
            headers.put(AUTHORIZATION, "Bearer " + token.get());
        } catch (RuntimeException none) {
            applier.fail(Status.UNAVAILABLE
                    .withDescription("no token to show: " + none.getMessage())
                    .withCause(none));
            return;
        }
        applier.apply(headers);
    }
}
