package dev.coordinator.server.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** True time and what happens in it; of two events at one moment the one planned first comes first. */
final class Timeline {

    static final long MILLI = 1_000_000L;

    private final Agenda later = new Agenda();
    private final Deque<Runnable> now = new ArrayDeque<>();
    private long nowNanos;
    private long happened;

    long nowNanos() {
        return nowNanos;
    }

    /** How many events there were. */
    long happened() {
        return happened;
    }

    void at(long nanos, Runnable what) {
        if (nanos > nowNanos) {
            later.add(nanos, what);
        } else {
            now.add(what);
        }
    }

    void in(long nanos, Runnable what) {
        at(nowNanos + nanos, what);
    }

    void inMillis(long millis, Runnable what) {
        at(nowNanos + millis * MILLI, what);
    }

    /** Lets everything happen that is planned up to then. */
    void runUntil(long nanos) {
        while (!now.isEmpty() || later.nextNanos() <= nanos) {
            happened++;
            // What was planned for this moment before it came goes before what was planned in it.
            if (now.isEmpty() || later.nextNanos() == nowNanos) {
                nowNanos = later.nextNanos();
                later.remove().run();
            } else {
                now.remove().run();
            }
        }
        nowNanos = nanos;
    }
}
