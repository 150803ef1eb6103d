package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Which pools are to be settled when.
 *
 * <p>A pool is filed no later than it is due, and often earlier: a renewal moves deadlines later and doesn't touch the
 * index; the pool is looked at when its place comes up, and filed anew. Nothing here shows in an outcome, for settling a
 * pool that isn't due has no effect, and those that are due are settled in order of name.
 */
final class DueIndex {

    /** So many old places are let be, whatever the number of pools. */
    private static final int MOST_OLD_PLACES = 16;

    private final PriorityQueue<Place> places = new PriorityQueue<>();
    private final Map<PoolName, Place> filed = new HashMap<>();

    /** Sees to it that {@code pool} comes up at {@code due} or earlier. */
    void file(Pool pool, ClusterTime due) {
        Place before = filed.get(pool.name());
        if (before == null ? !due.equals(ClusterTime.NEVER) : before.when.isAfter(due)) {
            Place place = new Place(due, pool);
            filed.put(pool.name(), place);
            places.add(place);
            dropOldPlaces();
        }
    }

    /** An old place keeps its pool in memory until its time comes, which for a seat's retention may be weeks. */
    private void dropOldPlaces() {
        if (places.size() > 2 * filed.size() + MOST_OLD_PLACES) {
            places.removeIf(place -> !isCurrent(place));
        }
    }

    /** How many places there are, old ones included. */
    int size() {
        return places.size();
    }

    void remove(Pool pool) {
        filed.remove(pool.name());
    }

    /** Takes out the pools that come up by {@code now}, in order of name. */
    List<Pool> takeDue(ClusterTime now) {
        List<Pool> due = new ArrayList<>();
        Place first = places.peek();
        while (first != null && !first.when.isAfter(now)) {
            places.remove();
            if (isCurrent(first)) {
                filed.remove(first.pool.name());
                due.add(first.pool);
            }
            first = places.peek();
        }
        due.sort(Comparator.comparing(Pool::name));
        return due;
    }

    /** When the next pool comes up; never, when none is filed. */
    ClusterTime next() {
        Place first = places.peek();
        while (first != null && !isCurrent(first)) {
            places.remove();
            first = places.peek();
        }
        return first == null ? ClusterTime.NEVER : first.when;
    }

    /** By identity: an old place must not bring up a pool that is gone because its namesake is due then. */
    private boolean isCurrent(Place place) {
        return filed.get(place.pool.name()) == place;
    }

    private static final class Place implements Comparable<Place> {
        private final ClusterTime when;
        private final Pool pool;

        Place(ClusterTime when, Pool pool) {
            this.when = when;
            this.pool = pool;
        }

        @Override
        public int compareTo(Place other) {
            return when.compareTo(other.when);
        }
    }
}
