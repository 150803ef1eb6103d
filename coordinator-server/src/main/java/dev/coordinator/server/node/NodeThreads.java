package dev.coordinator.server.node;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's own few threads; the log's and the network's are their libraries'. */
final class NodeThreads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeThreads.class);
    private static final int MOST_QUEUED_READS = 10_000;
    private static final int MOST_QUEUED_LINES = 10_000;
    private static final long REVIEW_MILLIS = 100;
    private static final long LOOK_MILLIS = 1_000;

    private final List<Future<?>> reviews = new CopyOnWriteArrayList<>();
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("timer"));

    /** Its queue holds what waited for the log, which is bounded there. */
    private final ExecutorService completions = Executors.newSingleThreadExecutor(named("completions"));

    /** May wait for the lock that elections hold. What it runs is bounded by those who ask: people, and one review. */
    private final ExecutorService membership = Executors.newSingleThreadExecutor(named("membership"));

    /** Waits for the disk that certificates are on, wherever that is. */
    private final ScheduledExecutorService files = Executors.newSingleThreadScheduledExecutor(named("files"));

    private final ExecutorService readers = new ThreadPoolExecutor(
            2, 2, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_QUEUED_READS), named("reads"));

    /** Writes what was decided into the log. */
    private final ExecutorService lines = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_QUEUED_LINES), named("lines"));

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, "coordinator-" + name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs {@code review} ten times a second; one that throws is logged and runs again. */
    void everyReview(Runnable review) {
        every(REVIEW_MILLIS, review, timer);
    }

    /** Runs {@code look} about once a second; it may wait for a disk. One that throws is logged and runs again. */
    void everyLook(Runnable look) {
        every(LOOK_MILLIS, look, files);
    }

    /** Runs {@code ending} when the threads end. */
    void whenClosed(Runnable ending) {
        endings.add(ending);
    }

    private void every(long millis, Runnable review, ScheduledExecutorService executor) {
        reviews.add(executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        review.run();
                    } catch (RuntimeException failed) {
                        LOG.error("event=review-failed", failed);
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS));
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    ExecutorService completions() {
        return completions;
    }

    ExecutorService membership() {
        return membership;
    }

    ExecutorService readers() {
        return readers;
    }

    ExecutorService lines() {
        return lines;
    }

    @Override
    public void close() {
        reviews.forEach(review -> review.cancel(false));
        endings.forEach(Runnable::run);
        timer.shutdownNow();
        files.shutdownNow();
        readers.shutdownNow();
        membership.shutdown();
        lines.shutdown();
        completions.shutdown();
    }
}
