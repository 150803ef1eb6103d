package dev.coordinator.server.simulation;

/**
 * S5, S6: stamps don't fall, even from one leader to the next; over any stretch, leader changes or not, cluster time goes no faster than the fastest clock allowed, and no stamp
 * is more than 2 s past what was applied. The millisecond is what a reading is rounded by.
 */
final class ClusterTimeNeverRuns implements Invariant {

    private static final long MOST_AHEAD_MILLIS = 2_000;
    private static final double FASTEST = 1.03;

    private double mostBehindMillis = Double.NEGATIVE_INFINITY;

    @Override
    public void check(Step step) {
        if (step.heard().isPresent()) {
            return;
        }
        long ahead = step.stampMillis() - step.before().time().millis();
        if (ahead > MOST_AHEAD_MILLIS) {
            throw broken("a stamp is " + ahead + " ms past the last one applied");
        }
        if (ahead < 0) {
            throw broken("a stamp is " + -ahead + " ms before the last one applied");
        }
        double behind = step.entry().appendedNanos() / 1e6 * FASTEST - step.stampMillis();
        if (behind < mostBehindMillis - 1.001) {
            throw broken("cluster time ran: " + (mostBehindMillis - behind) + " ms more went by than in truth");
        }
        mostBehindMillis = Math.max(mostBehindMillis, behind);
    }
}
