package dev.coordinator.server.ticking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose time the test advances; it has no thread of its own. */
final class FakeTimer extends ScheduledThreadPoolExecutor {

    private final List<Task> tasks = new ArrayList<>();
    private long nowMillis;

    FakeTimer() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task task = new Task(command, nowMillis + unit.toMillis(delay));
        tasks.add(task);
        return task;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    /** How many wait that nobody cancelled. */
    int pending() {
        tasks.removeIf(Task::isDone);
        return tasks.size();
    }

    /** The next one's command, to be run even though it may be cancelled meanwhile. */
    Runnable next() {
        tasks.removeIf(Task::isDone);
        return tasks.stream()
                .min(Comparator.comparingLong(task -> task.atMillis))
                .orElseThrow()
                .command;
    }

    /** One millisecond goes by. */
    void step() {
        nowMillis++;
        List<Task> due = tasks.stream()
                .filter(task -> task.atMillis <= nowMillis && !task.isDone())
                .toList();
        due.forEach(FutureTask::run);
        tasks.removeIf(Task::isDone);
    }

    private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final Runnable command;
        private final long atMillis;

        Task(Runnable command, long atMillis) {
            super(command, null);
            this.command = command;
            this.atMillis = atMillis;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atMillis - nowMillis, TimeUnit.MILLISECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
        }
    }
}
