package dev.coordinator.server.raft;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pools that never refuse a task: of so many threads, with a queue that those who fill it bound, and once shut down the
 * task runs where it was submitted.
 *
 * <p>A refused task is a lost callback, and a lost callback stalls replication to a peer for ever.
 */
final class Threads {

    private static final long IDLE_SECONDS = 10;

    private Threads() {}

    static ThreadPoolExecutor queued(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                named(name),
                (task, closed) -> task.run());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
