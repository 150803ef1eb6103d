package dev.coordinator.server.outbox;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An immutable picture of an outbox: webhooks in order of name, events in the order of the log. */
public record OutboxImage(SortedMap<WebhookName, Progress> webhooks, List<Event> events) {

    /** Of a cluster that never had a webhook. */
    public static final OutboxImage NONE = new OutboxImage(new TreeMap<>(), List.of());

    public OutboxImage {
        webhooks = Collections.unmodifiableSortedMap(new TreeMap<>(webhooks));
        events = List.copyOf(events);
    }
}
