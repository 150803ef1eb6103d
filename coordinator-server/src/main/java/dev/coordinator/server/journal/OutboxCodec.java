package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.Deliveries;
import dev.coordinator.journal.v1.Entry;
import dev.coordinator.journal.v1.ImageHeader;
import dev.coordinator.journal.v1.Place;
import dev.coordinator.journal.v1.Undelivered;
import dev.coordinator.journal.v1.WebhookProgress;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.outbox.Advance;
import dev.coordinator.server.outbox.Event;
import dev.coordinator.server.outbox.EventId;
import dev.coordinator.server.outbox.OutboxImage;
import dev.coordinator.server.outbox.Progress;
import dev.coordinator.server.outbox.WebhookName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What webhooks are yet to be told ↔ the messages that carry it. */
final class OutboxCodec {

    private OutboxCodec() {}

    /** What says nothing has no bytes. */
    static void encode(Advance advance, Entry.Builder out) {
        if (!advance.isEmpty()) {
            Deliveries.Builder deliveries = Deliveries.newBuilder();
            advance.progress().forEach((name, progress) -> deliveries.addProgress(encode(name, progress)));
            advance.forgotten().forEach(name -> deliveries.addForgotten(name.value()));
            out.setDeliveries(deliveries);
        }
    }

    static Advance decode(Entry in) {
        if (!in.hasDeliveries()) {
            return Advance.NONE;
        }
        TreeSet<WebhookName> forgotten = new TreeSet<>();
        in.getDeliveries().getForgottenList().forEach(name -> forgotten.add(new WebhookName(name)));
        return new Advance(decode(in.getDeliveries().getProgressList()), forgotten);
    }

    static void encode(OutboxImage outbox, ImageHeader.Builder out) {
        outbox.webhooks().forEach((name, progress) -> out.addWebhooks(encode(name, progress)));
        outbox.events()
                .forEach(event -> out.addUndelivered(Undelivered.newBuilder()
                        .setId(encode(event.id()))
                        .setPool(event.change().pool().value())
                        .setChange(ChangeCodec.encode(event.change()))));
    }

    static OutboxImage decode(ImageHeader in) {
        List<Event> events =
                in.getUndeliveredList().stream().map(OutboxCodec::decode).toList();
        return new OutboxImage(decode(in.getWebhooksList()), events);
    }

    private static Event decode(Undelivered in) {
        return new Event(decode(in.getId()), ChangeCodec.decode(new PoolName(in.getPool()), in.getChange()));
    }

    private static WebhookProgress encode(WebhookName name, Progress progress) {
        WebhookProgress.Builder out =
                WebhookProgress.newBuilder().setName(name.value()).setNext(encode(progress.next()));
        if (!progress.missed().equals(EventId.NONE)) {
            out.setMissed(encode(progress.missed()));
        }
        if (!progress.told().equals(EventId.NONE)) {
            out.setTold(encode(progress.told()));
        }
        return out.build();
    }

    private static SortedMap<WebhookName, Progress> decode(List<WebhookProgress> in) {
        SortedMap<WebhookName, Progress> out = new TreeMap<>();
        in.forEach(each -> out.put(
                new WebhookName(each.getName()),
                new Progress(decode(each.getNext()), decode(each.getMissed()), decode(each.getTold()))));
        return out;
    }

    private static Place encode(EventId id) {
        return Place.newBuilder().setIndex(id.index()).setOrdinal(id.ordinal()).build();
    }

    private static EventId decode(Place in) {
        return new EventId(in.getIndex(), in.getOrdinal());
    }
}
