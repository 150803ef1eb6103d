package dev.coordinator.server.outbox;

/**
 * An event, and when this node first had it.
 *
 * @param nanos by the node's own monotonic clock; not replicated
 */
public record Arrival(Event event, long nanos) {}
