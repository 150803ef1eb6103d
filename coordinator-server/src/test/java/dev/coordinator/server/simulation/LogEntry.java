package dev.coordinator.server.simulation;

import java.util.Arrays;

/** One entry of the replicated log. */
final class LogEntry {

    private final long term;
    private final byte[] bytes;
    private final long appendedNanos;
    private final long clockNanos;

    /**
     * @param bytes empty: the first of its term, which says nothing
     * @param appendedNanos when the leader appended it, in true time
     * @param clockNanos what the leader's own clock showed then
     */
    LogEntry(long term, byte[] bytes, long appendedNanos, long clockNanos) {
        this.term = term;
        this.bytes = bytes;
        this.appendedNanos = appendedNanos;
        this.clockNanos = clockNanos;
    }

    long term() {
        return term;
    }

    byte[] bytes() {
        return bytes;
    }

    long appendedNanos() {
        return appendedNanos;
    }

    long clockNanos() {
        return clockNanos;
    }

    boolean saysNothing() {
        return bytes.length == 0;
    }

    boolean isSameAs(LogEntry other) {
        return term == other.term && Arrays.equals(bytes, other.bytes);
    }
}
