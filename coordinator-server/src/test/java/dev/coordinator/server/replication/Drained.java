package dev.coordinator.server.replication;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** An executor whose tasks run when the test says so. */
public final class Drained implements Executor {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean isFull;

    @Override
    public synchronized void execute(Runnable task) {
        if (isFull) {
            throw new RejectedExecutionException("full");
        }
        tasks.add(task);
    }

    synchronized void isFull() {
        isFull = true;
    }

    synchronized int size() {
        return tasks.size();
    }

    /** Runs what waits, and what that adds. */
    public void drain() {
        Runnable next = poll();
        while (next != null) {
            next.run();
            next = poll();
        }
    }

    private synchronized @Nullable Runnable poll() {
        return tasks.poll();
    }
}
