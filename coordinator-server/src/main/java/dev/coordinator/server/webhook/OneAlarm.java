package dev.coordinator.server.webhook;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An alarm on a thread of an executor. Set on that thread only. */
final class OneAlarm implements Alarm {

    private final ScheduledExecutorService thread;
    private final UnaryOperator<Runnable> guarded;
    private @Nullable ScheduledFuture<?> set;

    OneAlarm(ScheduledExecutorService thread, UnaryOperator<Runnable> guarded) {
        this.thread = thread;
        this.guarded = guarded;
    }

    @Override
    public void after(long nanos, Runnable task) {
        if (set != null) {
            set.cancel(false);
        }
        if (!thread.isShutdown()) {
            set = thread.schedule(guarded.apply(task), nanos, TimeUnit.NANOSECONDS);
        }
    }
}
