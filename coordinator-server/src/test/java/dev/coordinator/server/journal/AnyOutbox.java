package dev.coordinator.server.journal;

import dev.coordinator.server.outbox.Advance;
import dev.coordinator.server.outbox.Event;
import dev.coordinator.server.outbox.EventId;
import dev.coordinator.server.outbox.OutboxImage;
import dev.coordinator.server.outbox.Progress;
import dev.coordinator.server.outbox.WebhookName;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is said and kept for webhooks, of every kind. */
record AnyOutbox(AnyValues any, Random random) {

    OutboxImage image() {
        TreeMap<EventId, Event> events = new TreeMap<>();
        any.list(5, () -> new Event(eventId(), any.change(any.pool()))).forEach(event -> events.put(event.id(), event));
        return new OutboxImage(progress(), List.copyOf(events.values()));
    }

    Advance advance() {
        return new Advance(progress(), new TreeSet<>(any.list(2, this::webhook)));
    }

    private SortedMap<WebhookName, Progress> progress() {
        TreeMap<WebhookName, Progress> progress = new TreeMap<>();
        any.list(4, this::webhook).forEach(name -> progress.put(name, new Progress(eventId(), eventId(), eventId())));
        return progress;
    }

    private WebhookName webhook() {
        return new WebhookName("w" + random.nextInt(20));
    }

    private EventId eventId() {
        return random.nextInt(4) == 0 ? EventId.NONE : new EventId(any.positive(), random.nextInt(1_000));
    }
}
