package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.WebhookName;

/**
 * How a webhook gets on at this node.
 *
 * @param queued how many events wait here, those under way included
 * @param oldestNanos how long the oldest of them has waited; 0: none waits
 * @param failing whether its latest attempt failed
 */
public record WebhookCondition(WebhookName webhook, int queued, long oldestNanos, boolean failing) {}
