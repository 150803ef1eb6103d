package dev.coordinator.cli.watch;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a watch from another thread: its stream is cancelled, its pauses end, and its last line is written whole. */
public final class Stop {

    private static final Duration LAST_LINE = Duration.ofSeconds(1);

    private final Context.CancellableContext context = Context.current().withCancellation();
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** The context in which the stream runs. */
    public Context context() {
        return context;
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits that long, or less when a stop is requested. */
    void pause(Duration pause) {
        try {
            boolean stopped = requested.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            assert stopped == isRequested() || isRequested();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            requested.countDown();
        }
    }

    /** Asks for the end and waits for it. */
    public void request() {
        requested.countDown();
        context.cancel(null);
        try {
            if (!done.await(LAST_LINE.toNanos(), TimeUnit.NANOSECONDS)) {
                return; // The reader of the output is stuck; so be it.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The watch has written all it will. */
    public void done() {
        done.countDown();
        context.cancel(null);
    }
}
