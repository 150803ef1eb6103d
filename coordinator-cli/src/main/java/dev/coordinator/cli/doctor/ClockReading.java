package dev.coordinator.cli.doctor;

import java.time.Duration;

/**
 * How far cluster time went while this machine's monotonic clock went on.
 *
 * <p>Cluster time is read by a question to the leader that takes a while, so the time between two readings is known within bounds
 * only.
 *
 * @param node the leader
 * @param sameTerm whether it led without a break between the readings
 * @param cluster by the leader's clock
 * @param least from the end of the first question to the beginning of the second, by this machine's clock
 * @param most from the beginning of the first question to the end of the second
 */
record ClockReading(String node, boolean sameTerm, Duration cluster, Duration least, Duration most) {

    /** Cluster time is in whole milliseconds at both ends. */
    private static final long ROUNDING_MILLIS = 1;

    /**
     * By how much the leader's clock is fast, as a share of time, at the least that the readings allow; negative when it is slow, 0
     * when they allow that both clocks agree.
     */
    double rateError() {
        double fast = (cluster.toMillis() - ROUNDING_MILLIS) / millis(most) - 1;
        double slow = (cluster.toMillis() + ROUNDING_MILLIS) / millis(least) - 1;
        return fast > 0 ? fast : Math.min(slow, 0);
    }

    /** How exactly the rate can be told, as a share of time. */
    double resolution() {
        return (millis(most) - millis(least) + 2 * ROUNDING_MILLIS) / millis(least);
    }

    private static double millis(Duration duration) {
        return Math.max(1, duration.toNanos() / 1e6);
    }
}
