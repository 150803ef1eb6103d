package dev.coordinator.server.lease;

/**
 * Two runs check in under one instance id: both were heard of after one had replaced the other.
 *
 * @param owner the run that has the seat
 * @param other the run that lost it and was still there
 */
public record Dispute(Occupant owner, Occupant other, long wallMillis) {}
