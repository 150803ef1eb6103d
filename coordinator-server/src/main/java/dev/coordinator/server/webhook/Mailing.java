package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.Event;
import dev.coordinator.server.outbox.EventId;
import dev.coordinator.server.outbox.WebhookName;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Makes messages for one receiver and sends them, measured.
 *
 * @param clusterId begins every id, which so is unique among clusters and receivers
 */
record Mailing(
        String clusterId,
        WebhookName webhook,
        WebhookBodies bodies,
        Sender sender,
        WebhookMeter meter,
        LongSupplier monotonicNanos) {

    Delivery event(Event event) {
        String id = clusterId + "-" + webhook + "-" + event.id();
        return new Delivery(id, bodies.event(webhook, id, event));
    }

    Delivery missed(EventId upTo) {
        String id = clusterId + "-" + webhook + "-" + upTo + "-missed";
        return new Delivery(id, bodies.missed(webhook, id, upTo));
    }

    void send(Delivery delivery, Consumer<Reply> taker) {
        long began = monotonicNanos.getAsLong();
        sender.send(delivery, reply -> {
            meter.tried(webhook, reply.verdict(), monotonicNanos.getAsLong() - began);
            taker.accept(reply);
        });
    }
}
