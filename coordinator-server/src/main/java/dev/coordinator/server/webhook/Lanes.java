package dev.coordinator.server.webhook;

import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.outbox.Arrival;
import dev.coordinator.server.outbox.EventId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * All events that wait, pool by pool. A lane with events is ready, put off, or out: taken by whoever tries its first event,
 * who gives it back by {@link #finish} or {@link #putOff}. Of one thread.
 */
final class Lanes {

    private record PutOff(long until, long order, Lane lane) {}

    private final Map<PoolName, Lane> lanes = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final PriorityQueue<PutOff> later =
            new PriorityQueue<>(Comparator.comparingLong(PutOff::until).thenComparingLong(PutOff::order));
    private final TreeMap<EventId, Arrival> all = new TreeMap<>();
    private long order;

    void add(Arrival arrival) {
        all.put(arrival.event().id(), arrival);
        PoolName pool = arrival.event().change().pool();
        Lane lane = lanes.get(pool);
        if (lane == null) {
            lane = new Lane(pool);
            lanes.put(pool, lane);
            ready.add(lane);
        }
        lane.add(arrival);
    }

    /** The next lane whose first event may be tried. */
    Optional<Lane> take(long now) {
        while (!later.isEmpty() && later.peek().until() <= now) {
            ready.add(later.remove().lane());
        }
        return Optional.ofNullable(ready.poll());
    }

    /** The first event of a lane that was taken is done with. */
    void finish(Lane lane) {
        all.remove(lane.finish().event().id());
        if (lane.isEmpty()) {
            lanes.remove(lane.pool());
        } else {
            ready.add(lane);
        }
    }

    /** The first event of a lane that was taken is to be tried again. */
    void putOff(Lane lane, long until) {
        later.add(new PutOff(until, order++, lane));
    }

    /** When the next lane is ready that was put off. */
    OptionalLong nextDue() {
        return later.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(later.peek().until());
    }

    boolean isReady() {
        return !ready.isEmpty();
    }

    int size() {
        return all.size();
    }

    /** The first event in the order of the log. */
    Optional<Arrival> first() {
        return Optional.ofNullable(all.firstEntry()).map(Map.Entry::getValue);
    }

    /** In the order of the log. */
    Collection<Arrival> all() {
        return all.values();
    }

    /** Takes a lane that is not out and whose first event arrived before {@code nanos}. */
    Optional<Lane> takeOlder(long nanos) {
        Optional<Lane> found =
                ready.stream().filter(lane -> isOlder(lane, nanos)).findFirst();
        found.ifPresent(ready::remove);
        if (found.isPresent()) {
            return found;
        }
        Optional<PutOff> waiting =
                later.stream().filter(each -> isOlder(each.lane(), nanos)).findFirst();
        waiting.ifPresent(later::remove);
        return waiting.map(PutOff::lane);
    }

    private static boolean isOlder(Lane lane, long nanos) {
        return lane.head().nanos() - nanos < 0;
    }
}
