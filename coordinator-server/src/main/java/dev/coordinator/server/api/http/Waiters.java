package dev.coordinator.server.api.http;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who waits for news of a pool. Told by the thread that applies the log, which it costs one look-up for each change. Safe
 * for use by any thread.
 */
public final class Waiters {

    private final Map<PoolName, Set<Waiter>> byPool = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /** An entry was applied that changed something; in the order of the log. */
    public void applied(long logIndex, List<Change> changes) {
        for (Change change : changes) {
            byPool.getOrDefault(change.pool(), Set.of()).forEach(waiter -> {
                if (concerns(change, waiter.instance())) {
                    waiter.told(logIndex);
                }
            });
        }
    }

    /** The state was replaced by one that has everything up to an index: whoever waits had better look. */
    public void replaced(long logIndex) {
        byPool.values().forEach(waiters -> waiters.forEach(waiter -> waiter.told(logIndex)));
    }

    /** The node stops: nobody waits any more. */
    public void end() {
        ended = true;
        replaced(Long.MAX_VALUE);
    }

    void add(Waiter waiter) {
        byPool.compute(waiter.pool(), (pool, known) -> {
            Set<Waiter> waiters = known == null ? ConcurrentHashMap.newKeySet() : known;
            waiters.add(waiter);
            return waiters;
        });
        if (ended) {
            waiter.told(Long.MAX_VALUE);
        }
    }

    void remove(Waiter waiter) {
        byPool.computeIfPresent(waiter.pool(), (pool, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
        });
    }

    /** How many wait. */
    public int waiting() {
        return byPool.values().stream().mapToInt(Set::size).sum();
    }

    /** Its own role, or who is primary. */
    private static boolean concerns(Change change, InstanceId instance) {
        return switch (change.kind()) {
            case GRANTED, POOL_DELETED, POOL_REMOVED -> true;
            case VACATED -> change.epoch() != 0;
            case DRAINING -> change.from().filter(instance::equals).isPresent();
            case DESIGNATED, DRAIN_CALLED_OFF, SEAT_TAKEN, CORDONED, UNCORDONED, EVICTED ->
                change.to().filter(instance::equals).isPresent();
            case DUAL_CLAIM,
                    POOL_CREATED,
                    SETTINGS_CHANGED,
                    DUPLICATE_ID,
                    PAUSED,
                    RESUMED,
                    QUIETED,
                    SWITCHOVER_SCHEDULED,
                    SWITCHOVER_BEGUN,
                    SWITCHOVER_DROPPED -> false;
        };
    }
}
