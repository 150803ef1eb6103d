package dev.coordinator.client;

import java.time.Duration;

/**
 * The right to act as primary, as it stood when it was asked for.
 *
 * @param epoch whose number is the fencing token
 * @param remaining how long it surely went on from then, unless renewed; above zero
 */
public record Lease(Epoch epoch, Duration remaining) {}
