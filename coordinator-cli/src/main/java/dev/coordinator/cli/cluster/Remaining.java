package dev.coordinator.cli.cluster;

/**
 * Who goes on when one node is stopped.
 *
 * @param fit of the other voters, how many follow the leader and are not being drained themselves
 * @param voters of the whole cluster, the one to be stopped included
 */
record Remaining(int fit, int voters) {

    boolean isEnough() {
        return fit >= voters / 2 + 1;
    }

    String sentence() {
        return fit + " of " + voters + " voters " + (isEnough() ? "go on" : "go on, which is no quorum");
    }
}
