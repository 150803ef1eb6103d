package dev.coordinator.cli.invocation;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends from another thread what follows something: the calls in its context are cancelled, and its pauses end. */
public final class Stop {

    private final Context.CancellableContext context = Context.current().withCancellation();
    private final CountDownLatch requested = new CountDownLatch(1);

    /** The context in which the calls are made. */
    public Context context() {
        return context;
    }

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits that long, or less when a stop is requested. */
    public void pause(Duration pause) {
        try {
            boolean stopped = requested.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            assert stopped == isRequested() || isRequested();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            requested.countDown();
        }
    }

    /** Asks for the end. */
    public void request() {
        requested.countDown();
        context.cancel(null);
    }

    /** Nothing more is called in its context. */
    public void done() {
        context.cancel(null);
    }
}
