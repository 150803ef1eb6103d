package dev.coordinator.server.watch;

import dev.coordinator.server.lease.Change;
import java.util.List;
import java.util.Optional;

/**
 * The latest changes, in the order of the log, the oldest overwritten first.
 *
 * <p>Each has a number, which rises by one and is this node's own. Written by one thread and read by another; the lock is
 * held for a few instructions.
 */
final class ChangeRing {

    /** One change, and where in the log it is. */
    record Told(Place place, Change change) {}

    private final Told[] slots;
    private long first;
    private long end;
    private Place known = Place.after(0);
    private long replacedAt;

    ChangeRing(int capacity) {
        slots = new Told[capacity];
    }

    synchronized void append(long logIndex, List<Change> changes) {
        int ordinal = 0;
        for (Change change : changes) {
            if (end - first == slots.length) {
                known = slots[slot(first)].place().next();
                first++;
            }
            slots[slot(end)] = new Told(new Place(logIndex, ordinal++), change);
            end++;
        }
    }

    /** All up to {@code logIndex} happened elsewhere; nothing is known of it. */
    synchronized void replace(long logIndex) {
        first = end;
        known = Place.after(logIndex);
        replacedAt = logIndex;
    }

    /** The change of this number; empty, when it is gone or not there yet. */
    synchronized Optional<Told> get(long number) {
        return number >= first && number < end ? Optional.of(slots[slot(number)]) : Optional.empty();
    }

    /** The number of the next change. */
    synchronized long end() {
        return end;
    }

    /** Whether every change from {@code place} on is here. */
    synchronized boolean knowsAllFrom(Place place) {
        return !place.isBefore(known);
    }

    /** Whether {@code place} is part of what a snapshot has replaced. */
    synchronized boolean wasReplacedAt(Place place) {
        return place.index() <= replacedAt;
    }

    /** The number of the first change at or behind {@code place}. */
    synchronized long seek(Place place) {
        long low = first;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (slots[slot(middle)].place().isBefore(place)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int slot(long number) {
        return (int) (number % slots.length);
    }
}
