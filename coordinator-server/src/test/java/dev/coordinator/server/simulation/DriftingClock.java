package dev.coordinator.server.simulation;

/** A machine's own clock: it never goes back, and it is off by a constant rate. It shows what true time doesn't. */
final class DriftingClock {

    private static final long MILLION = 1_000_000L;

    private final Timeline timeline;
    private final long zeroNanos;
    private final long ratePpm;
    private long stoodStillNanos;
    private long stoppedAtNanos = Long.MAX_VALUE;

    /** @param ratePpm how many millionths it is fast; negative: slow */
    DriftingClock(Timeline timeline, long zeroNanos, long ratePpm) {
        this.timeline = timeline;
        this.zeroNanos = zeroNanos;
        this.ratePpm = ratePpm;
    }

    long nanos() {
        return shownAt(Math.min(timeline.nowNanos(), stoppedAtNanos));
    }

    /** It stands still, as a monotonic clock may while its machine is suspended. */
    void stop() {
        stoppedAtNanos = Math.min(stoppedAtNanos, timeline.nowNanos());
    }

    /** It goes on, from where it stood. */
    void goOn() {
        stoodStillNanos += Math.max(0, timeline.nowNanos() - stoppedAtNanos);
        stoppedAtNanos = Long.MAX_VALUE;
    }

    /** The first true moment at which it shows that. */
    long trueNanos(long shown) {
        long guess = (shown - zeroNanos) / (MILLION + ratePpm) * MILLION
                + (shown - zeroNanos) % (MILLION + ratePpm) * MILLION / (MILLION + ratePpm)
                + stoodStillNanos;
        long candidate = Math.max(0, guess - 2);
        while (shownAt(candidate) < shown) {
            candidate++;
        }
        return candidate;
    }

    private long shownAt(long trueNanos) {
        long ran = trueNanos - stoodStillNanos;
        return zeroNanos + ran + ran / MILLION * ratePpm + ran % MILLION * ratePpm / MILLION;
    }
}
