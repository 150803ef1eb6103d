package dev.coordinator.server.config;

/** What a webhook may be told of; each is a kind of change by the same name. */
public enum WebhookEvent {
    VACATED,
    DESIGNATED,
    GRANTED,
    DRAINING,
    DRAIN_CALLED_OFF,
    DUAL_CLAIM,
    POOL_CREATED,
    POOL_REMOVED,
    SETTINGS_CHANGED,
    SEAT_TAKEN,
    DUPLICATE_ID,
    PAUSED,
    RESUMED,
    CORDONED,
    UNCORDONED,
    POOL_DELETED,
    QUIETED,
    EVICTED,
    SWITCHOVER_SCHEDULED,
    SWITCHOVER_BEGUN,
    SWITCHOVER_DROPPED
}
