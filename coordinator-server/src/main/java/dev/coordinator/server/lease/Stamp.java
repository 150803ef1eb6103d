package dev.coordinator.server.lease;

/**
 * What the leader's clocks said when a group was closed.
 *
 * @param time cluster time; decides
 * @param wallMillis the wall clock, since 1970; shown to people, decides nothing
 */
public record Stamp(ClusterTime time, long wallMillis) {}
