package dev.coordinator.server.simulation;

import java.util.PriorityQueue;

/** True time and what happens in it; of two events at one moment the one planned first comes first. */
final class Timeline {

    static final long MILLI = 1_000_000L;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNanos;
    private long planned;
    private long happened;

    long nowNanos() {
        return nowNanos;
    }

    /** How many events there were. */
    long happened() {
        return happened;
    }

    void at(long nanos, Runnable what) {
        events.add(new Event(Math.max(nanos, nowNanos), ++planned, what));
    }

    void in(long nanos, Runnable what) {
        at(nowNanos + nanos, what);
    }

    void inMillis(long millis, Runnable what) {
        at(nowNanos + millis * MILLI, what);
    }

    /** Lets everything happen that is planned up to then. */
    void runUntil(long nanos) {
        Event next = events.peek();
        while (next != null && next.nanos <= nanos) {
            events.remove();
            nowNanos = next.nanos;
            happened++;
            next.what.run();
            next = events.peek();
        }
        nowNanos = nanos;
    }

    private record Event(long nanos, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
