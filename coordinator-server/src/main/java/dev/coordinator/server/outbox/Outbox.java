package dev.coordinator.server.outbox;

import dev.coordinator.server.lease.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * The changes that some webhook has not been told of yet, and how far each has come.
 *
 * <p>Written by the thread that applies the log, in its order, and the same on every node, but for when events arrived. Holds
 * {@value #MOST_EVENTS} events and {@value #MOST_WEBHOOKS} webhooks at most; of more events the oldest go, which counts as
 * missed by whoever was yet to be told. Safe for use by any thread; no method holds the lock for longer than it takes to
 * copy a list.
 */
public final class Outbox {

    /** How many events wait at most. A part of the state (S8): another number needs another format. */
    public static final int MOST_EVENTS = 16_384;

    /** How many webhooks are known at most; further ones are not taken on. As above. */
    public static final int MOST_WEBHOOKS = 64;

    private final LongSupplier monotonicNanos;
    private final NavigableMap<EventId, Arrival> events = new TreeMap<>();
    private final NavigableMap<WebhookName, Progress> webhooks = new TreeMap<>();
    private volatile Runnable news = () -> {};

    /** An empty one. */
    public Outbox(LongSupplier monotonicNanos) {
        this.monotonicNanos = monotonicNanos;
    }

    /** From now on told when there may be something to deliver, on the thread that applies the log; must not block. */
    public void whenFilled(Runnable listener) {
        news = listener;
    }

    /** An entry was applied that changed that, and says so of deliveries. */
    public void applied(long logIndex, List<Change> changes, Advance advance) {
        boolean filled;
        synchronized (this) {
            filled = add(logIndex, changes);
            advance(logIndex, advance);
        }
        if (filled) {
            news.run();
        }
    }

    /** The state was replaced by a snapshot's. */
    public synchronized void restore(OutboxImage image) {
        long now = monotonicNanos.getAsLong();
        events.clear();
        webhooks.clear();
        webhooks.putAll(image.webhooks());
        image.events().forEach(event -> events.put(event.id(), new Arrival(event, now)));
    }

    /** All of it, as it is. */
    public synchronized OutboxImage image() {
        return webhooks.isEmpty()
                ? OutboxImage.NONE
                : new OutboxImage(
                        webhooks, events.values().stream().map(Arrival::event).toList());
    }

    /** How far that one has come; empty, when the log hasn't named it. */
    public synchronized Optional<Progress> progress(WebhookName name) {
        return Optional.ofNullable(webhooks.get(name));
    }

    /** The webhooks that the log has named. */
    public synchronized SortedSet<WebhookName> webhooks() {
        return new TreeSet<>(webhooks.keySet());
    }

    /** The first events at or behind {@code from}, in order. */
    public synchronized List<Arrival> events(EventId from, int most) {
        return events.tailMap(from, true).values().stream().limit(most).toList();
    }

    private boolean add(long logIndex, List<Change> changes) {
        if (webhooks.isEmpty() || changes.isEmpty()) {
            return false;
        }
        long now = monotonicNanos.getAsLong();
        int ordinal = 0;
        for (Change change : changes) {
            EventId id = new EventId(logIndex, ordinal++);
            events.put(id, new Arrival(new Event(id, change), now));
        }
        while (events.size() > MOST_EVENTS) {
            EventId oldest = events.pollFirstEntry().getKey();
            webhooks.replaceAll((name, progress) -> progress.dropped(oldest));
        }
        return true;
    }

    private void advance(long logIndex, Advance advance) {
        if (advance.isEmpty()) {
            return;
        }
        advance.forgotten().forEach(webhooks::remove);
        advance.progress().forEach((name, progress) -> {
            if (webhooks.containsKey(name)) {
                webhooks.merge(name, progress, Progress::merged);
            } else if (webhooks.size() < MOST_WEBHOOKS) {
                webhooks.put(name, Progress.from(logIndex));
            }
        });
        List<EventId> needed = new ArrayList<>();
        webhooks.values().forEach(progress -> needed.add(progress.next()));
        needed.stream()
                .min(EventId::compareTo)
                .ifPresentOrElse(first -> events.headMap(first, false).clear(), events::clear);
    }
}
