package dev.coordinator.server.webhook;

import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.outbox.Arrival;
import java.util.ArrayDeque;
import java.util.Deque;

/** The events of one pool that wait, in order. The first is the only one that is ever under way. */
final class Lane {

    private final PoolName pool;
    private final Deque<Arrival> waiting = new ArrayDeque<>();
    private int failures;

    Lane(PoolName pool) {
        this.pool = pool;
    }

    PoolName pool() {
        return pool;
    }

    void add(Arrival arrival) {
        waiting.add(arrival);
    }

    Arrival head() {
        return waiting.getFirst();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The first one is done with, however. */
    Arrival finish() {
        failures = 0;
        return waiting.removeFirst();
    }

    /** The first one failed again; says how often that makes. */
    int fail() {
        return ++failures;
    }
}
