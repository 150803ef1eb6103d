package dev.coordinator.server.telemetry;

/**
 * Where a node is in the log.
 *
 * @param leading whether it leads
 * @param hasLeader whether it knows who does, itself included
 * @param stored the last entry stored here
 * @param committed the last one known here to be committed
 * @param applied the last one applied here
 */
public record LogPosition(boolean leading, boolean hasLeader, long term, long stored, long committed, long applied) {}
