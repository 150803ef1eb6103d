package dev.coordinator.server.simulation;

import java.util.Arrays;

/**
 * What is planned, by its moment and, of one moment, by when it was planned: a heap with four children to a node, in arrays. It
 * is most of what a run does with time, and takes half of what a {@link java.util.PriorityQueue} does.
 */
final class Agenda {

    private static final int CHILDREN = 4;

    private long[] nanos = new long[64];
    private long[] orders = new long[64];
    private Runnable[] events = new Runnable[64];
    private int size;
    private long planned;

    /** When the next event is; never: {@link Long#MAX_VALUE}. */
    long nextNanos() {
        return size == 0 ? Long.MAX_VALUE : nanos[0];
    }

    void add(long at, Runnable what) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
            orders = Arrays.copyOf(orders, 2 * size);
            events = Arrays.copyOf(events, 2 * size);
        }
        int hole = size++;
        long order = ++planned;
        while (hole > 0 && at < nanos[(hole - 1) / CHILDREN]) {
            move((hole - 1) / CHILDREN, hole);
            hole = (hole - 1) / CHILDREN;
        }
        put(hole, at, order, what);
    }

    /** The next event, which is planned no more. */
    Runnable remove() {
        Runnable next = events[0];
        int last = --size;
        int hole = 0;
        for (int child = earliestChild(hole); child < last && isBefore(child, last); child = earliestChild(hole)) {
            move(child, hole);
            hole = child;
        }
        move(last, hole);
        return next;
    }

    /** The place of the earliest below that one; {@code size}: there is none. */
    private int earliestChild(int parent) {
        int first = parent * CHILDREN + 1;
        int earliest = Math.min(first, size);
        for (int child = first + 1; child < Math.min(first + CHILDREN, size); child++) {
            earliest = isBefore(child, earliest) ? child : earliest;
        }
        return earliest;
    }

    private boolean isBefore(int one, int other) {
        return nanos[one] < nanos[other] || (nanos[one] == nanos[other] && orders[one] < orders[other]);
    }

    private void move(int from, int to) {
        put(to, nanos[from], orders[from], events[from]);
    }

    private void put(int place, long at, long order, Runnable what) {
        nanos[place] = at;
        orders[place] = order;
        events[place] = what;
    }
}
