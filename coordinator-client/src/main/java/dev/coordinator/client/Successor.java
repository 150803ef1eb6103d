package dev.coordinator.client;

/**
 * The run of an instance that took the seat of an earlier one; that one itself, while nobody has after an eviction.
 *
 * @param incarnation 0: unknown
 * @param address as it reported; may be empty
 */
public record Successor(long incarnation, String address) {}
