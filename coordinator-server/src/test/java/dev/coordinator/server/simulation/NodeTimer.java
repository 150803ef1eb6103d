package dev.coordinator.server.simulation;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A node's timer in simulated time. It never starts a thread. */
final class NodeTimer extends ScheduledThreadPoolExecutor {

    private final Node node;

    NodeTimer(Node node) {
        super(0);
        this.node = node;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Timer timer = new Timer(command, unit.toNanos(delay));
        node.inNanos(unit.toNanos(delay), timer);
        return timer;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("only commands");
    }

    private static final class Timer extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long delayNanos;
        private final Runnable command;

        Timer(Runnable command, long delayNanos) {
            super(command, null);
            this.command = command;
            this.delayNanos = delayNanos;
        }

        /** What it throws must end the run, and not sit in a future. */
        @Override
        public void run() {
            if (!isCancelled()) {
                command.run();
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(delayNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
