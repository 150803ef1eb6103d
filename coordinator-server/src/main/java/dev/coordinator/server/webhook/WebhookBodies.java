package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.Event;
import dev.coordinator.server.outbox.EventId;
import dev.coordinator.server.outbox.WebhookName;

/** Writes what is sent. The same arguments give the same text. Called on any thread; must not block. */
public interface WebhookBodies {

    /** That this was decided. */
    String event(WebhookName webhook, String deliveryId, Event event);

    /** That some of the events up to this one may not have been delivered. */
    String missed(WebhookName webhook, String deliveryId, EventId upTo);
}
