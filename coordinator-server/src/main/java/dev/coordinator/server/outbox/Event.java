package dev.coordinator.server.outbox;

import dev.coordinator.server.lease.Change;

/** A change that webhooks are to be told. */
public record Event(EventId id, Change change) {}
