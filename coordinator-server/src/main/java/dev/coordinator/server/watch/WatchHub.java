package dev.coordinator.server.watch;

import dev.coordinator.server.lease.Change;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells every watcher what was decided about the pools it watches, in the order of the log, each change once.
 *
 * <p>The thread that applies the log only leaves changes in a ring and goes on. One thread of the hub's own reads them
 * from there and tells the watchers, each as fast as it takes them: one that falls too far behind is dropped and resumes
 * by its cursor, here or at another node.
 *
 * <p>Safe for use by any thread.
 */
public final class WatchHub implements AutoCloseable {

    private static final long CLOSING_SECONDS = 2;

    private final String clusterId;
    private final WatchLimits limits;
    private final ChangeRing ring;
    private final Audience audience = new Audience();
    private final AtomicInteger watches = new AtomicInteger();
    private final AtomicBoolean roused = new AtomicBoolean();
    private final ThreadPoolExecutor thread;
    private volatile long told;

    /** A hub that was told nothing yet. */
    public WatchHub(String clusterId, WatchLimits limits) {
        this.clusterId = clusterId;
        this.limits = limits;
        this.ring = new ChangeRing(limits.remembered());
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                WatchHub::newThread,
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** An entry was applied that changed something. In the order of the log, from one thread; returns at once. */
    public void applied(long logIndex, List<Change> changes) {
        ring.append(logIndex, changes);
        if (roused.compareAndSet(false, true)) {
            execute(this::tellAll);
        }
    }

    /** The state was replaced by one that includes everything up to {@code logIndex}. As {@link #applied}. */
    public void replaced(long logIndex) {
        ring.replace(logIndex);
        execute(() -> audience.all().forEach(each -> each.replaced(logIndex)));
    }

    /**
     * Begins a watch.
     *
     * @param cursor where to go on; empty: from now, the present state first
     * @return empty, when there are as many watches as is allowed, or the hub is closed, which the watcher is told
     */
    public Optional<Watch> subscribe(WatchFilter filter, Optional<WatchCursor> cursor, Watcher watcher) {
        if (thread.isShutdown()) {
            watcher.closing();
            return Optional.empty();
        }
        if (watches.incrementAndGet() > limits.watches()) {
            watches.decrementAndGet();
            return Optional.empty();
        }
        Subscription subscription = new Subscription(this, ring, filter, watcher);
        execute(() -> {
            audience.add(subscription);
            subscription.start(cursor);
        });
        return Optional.of(new Handle(subscription));
    }

    /** How many watches there may be. */
    public int mostWatches() {
        return limits.watches();
    }

    /** How many watches are open. */
    public int openWatches() {
        return watches.get();
    }

    /** Ends all watches and tells the watchers so. What is told from then on goes nowhere. */
    @Override
    public void close() {
        execute(() -> audience.all().forEach(each -> {
            drop(each);
            each.close();
        }));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void tellAll() {
        roused.set(false);
        while (told < ring.end()) {
            long number = told;
            told = number + 1;
            ring.get(number)
                    .ifPresentOrElse(
                            each -> audience.of(each.change().pool()).forEach(one -> one.offer(number)),
                            () -> audience.all().forEach(one -> one.offer(number)));
        }
    }

    /** The number of the first change that no watch was offered yet. */
    long told() {
        return told;
    }

    int backlog() {
        return limits.backlog();
    }

    boolean isOurs(WatchCursor cursor) {
        return cursor.isOf(clusterId);
    }

    WatchCursor cursor(Place place) {
        return new WatchCursor(clusterId, place);
    }

    /** Runs it on the hub's thread; after {@link #close} it is dropped. */
    void execute(Runnable task) {
        thread.execute(task);
    }

    void drop(Subscription subscription) {
        subscription.end();
        if (audience.remove(subscription)) {
            watches.decrementAndGet();
        }
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "watch-hub");
        thread.setDaemon(true);
        return thread;
    }

    private final class Handle implements Watch {

        private final Subscription subscription;
        private final AtomicBoolean readied = new AtomicBoolean();

        Handle(Subscription subscription) {
            this.subscription = subscription;
        }

        @Override
        public void ready() {
            if (readied.compareAndSet(false, true)) {
                execute(() -> {
                    readied.set(false);
                    subscription.advance();
                });
            }
        }

        @Override
        public void cancel() {
            execute(() -> drop(subscription));
        }
    }
}
