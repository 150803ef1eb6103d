package dev.coordinator.server.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last entry applied here, and who waits for it to reach a place. Safe for use by any thread. */
final class AppliedIndex {

    private static final Logger LOG = LoggerFactory.getLogger(AppliedIndex.class);

    private final TreeMap<Long, List<Timed>> waiters = new TreeMap<>();
    private volatile long index;

    /** Who waits for an entry to be applied. Exactly one method is called, once. */
    interface Waiter {
        void reached();

        void tookTooLong();
    }

    private record Timed(Waiter waiter, long giveUpNanos) {
        boolean isLate(long nowNanos) {
            return giveUpNanos - nowNanos <= 0;
        }
    }

    long index() {
        return index;
    }

    /** The state now includes {@code newIndex}; to be called before {@link #release}. */
    void reached(long newIndex) {
        index = newIndex;
    }

    /** Lets those go who waited for what has been reached. */
    void release() {
        List<Timed> free = new ArrayList<>(0);
        synchronized (waiters) {
            while (!waiters.isEmpty() && waiters.firstKey() <= index) {
                free.addAll(waiters.pollFirstEntry().getValue());
            }
        }
        free.forEach(each -> guarded(each.waiter()::reached));
    }

    /** Calls {@code waiter} when {@code wanted} is applied, now or later. */
    void await(long wanted, long giveUpNanos, Waiter waiter) {
        synchronized (waiters) {
            waiters.computeIfAbsent(wanted, at -> new ArrayList<>(1)).add(new Timed(waiter, giveUpNanos));
        }
        release();
    }

    /** Sends those away who have waited for too long. */
    void review(long nowNanos) {
        List<Timed> late = new ArrayList<>(0);
        synchronized (waiters) {
            for (List<Timed> place : waiters.values()) {
                place.stream().filter(each -> each.isLate(nowNanos)).forEach(late::add);
                place.removeIf(each -> each.isLate(nowNanos));
            }
            waiters.values().removeIf(List::isEmpty);
        }
        late.forEach(each -> guarded(each.waiter()::tookTooLong));
    }

    /** What one waiter throws is its own trouble: neither the log nor the next one suffers from it. */
    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("event=reader-not-answered", e);
        }
    }
}
