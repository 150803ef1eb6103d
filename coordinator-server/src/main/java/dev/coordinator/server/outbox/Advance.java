package dev.coordinator.server.outbox;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the leading node says of its deliveries, as the log carries it.
 *
 * @param progress of these webhooks, in order of name; one that wasn't named before begins behind the entry
 * @param forgotten webhooks that nobody delivers to any more, in order of name
 */
public record Advance(SortedMap<WebhookName, Progress> progress, SortedSet<WebhookName> forgotten) {

    /** Nothing new. */
    public static final Advance NONE = new Advance(new TreeMap<>(), new TreeSet<>());

    public Advance {
        progress = Collections.unmodifiableSortedMap(new TreeMap<>(progress));
        forgotten = Collections.unmodifiableSortedSet(new TreeSet<>((Collection<WebhookName>) forgotten));
    }

    /** Whether it says nothing. */
    public boolean isEmpty() {
        return progress.isEmpty() && forgotten.isEmpty();
    }
}
