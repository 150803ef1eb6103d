package dev.coordinator.server.simulation;

/** What every part of a run shares. */
record World(Plan plan, Timeline timeline, Story story, Tally tally, Ledger ledger, Beliefs beliefs) {

    long now() {
        return timeline.nowNanos();
    }
}
