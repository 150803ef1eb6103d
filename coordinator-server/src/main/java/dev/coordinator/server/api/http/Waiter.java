package dev.coordinator.server.api.http;

import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One that waits. It is there before its check-in is decided, so that nothing falls between the two.
 *
 * <p>Compared by identity.
 */
final class Waiter {

    private final PoolName pool;
    private final InstanceId instance;
    private final AtomicLong latest = new AtomicLong(-1);
    private volatile Runnable wake = () -> {};

    Waiter(PoolName pool, InstanceId instance) {
        this.pool = pool;
        this.instance = instance;
    }

    PoolName pool() {
        return pool;
    }

    InstanceId instance() {
        return instance;
    }

    /** Something that concerns it was decided at {@code logIndex}. */
    void told(long logIndex) {
        latest.accumulateAndGet(logIndex, Math::max);
        wake.run();
    }

    /** From now on calls {@code task} for what was decided after {@code logIndex}, maybe more than once. */
    void wakeAfter(long logIndex, Runnable task) {
        Runnable ifLater = () -> {
            if (latest.get() > logIndex) {
                task.run();
            }
        };
        wake = ifLater;
        ifLater.run();
    }
}
