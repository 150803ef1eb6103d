package dev.coordinator.server.roster;

/**
 * A change of the nodes that holds.
 *
 * @param version of the roster that it made
 * @param wallMillis when, by the leader's wall clock, in milliseconds since 1970; for people only
 */
public record RecordedChange(long version, long wallMillis, NodeChange change) {}
