package dev.coordinator.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread on which a client thinks. No code of the application runs on it, and nothing on it waits. */
final class Loop implements Executor {

    private static final Logger LOG = System.getLogger(Loop.class.getName());

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, job -> {
        Thread thread = new Thread(job, "coordinator-client");
        thread.setDaemon(true);
        return thread;
    });

    Loop() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** After {@link #shutdown} nothing happens. */
    @Override
    public void execute(Runnable job) {
        try {
            executor.execute(guarded(job));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the client is closed, nothing is done any more");
        }
    }

    /** To be called on the loop only. */
    ScheduledFuture<?> schedule(Duration delay, Runnable job) {
        return executor.schedule(guarded(job), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What was handed over before is still done. */
    void shutdown() {
        executor.shutdown();
    }

    private static Runnable guarded(Runnable job) {
        return () -> {
            try {
                job.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "unexpected", e);
            }
        };
    }
}
