package dev.coordinator.server.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A group is stamped by a reading of its leader's clock that is made when it is closed, after the receipt of everything in
 * it†: in one leadership stamps go on as that clock does, to the millisecond, but for time that is forgotten because a stamp
 * would be too far past what was applied.
 */
final class StampsAreFresh implements Invariant {

    private static final long MOST_AHEAD_MILLIS = 2_000;
    private static final int MOST_ON_THEIR_WAY = 16;

    private final Deque<Long> appliedMillis = new ArrayDeque<>();
    private long term;
    private long markMillis;
    private long markNanos;

    @Override
    public void check(Step step) {
        if (step.heard().isPresent()) {
            return;
        }
        long stamp = step.stampMillis();
        LogEntry entry = step.entry();
        if (entry.term() != term) {
            mark(entry, stamp);
            term = entry.term();
        }
        long reading = markMillis + (entry.clockNanos() - markNanos) / 1_000_000;
        if (appliedMillis.contains(stamp - MOST_AHEAD_MILLIS)) {
            mark(entry, stamp);
        } else if (Math.abs(stamp - reading) > 1) {
            throw broken("a group is stamped " + stamp + "ms, and its leader's clock says " + reading + "ms");
        }
        appliedMillis.addLast(step.before().time().millis());
        appliedMillis.addLast(step.now().millis());
        while (appliedMillis.size() > MOST_ON_THEIR_WAY) {
            appliedMillis.removeFirst();
        }
    }

    private void mark(LogEntry entry, long stamp) {
        markMillis = stamp;
        markNanos = entry.clockNanos();
    }
}
