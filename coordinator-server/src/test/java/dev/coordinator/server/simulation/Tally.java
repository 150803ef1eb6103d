package dev.coordinator.server.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often each {@link Sight} was seen. */
final class Tally {

    private final Map<Sight, Count> counts = new EnumMap<>(Sight.class);

    private static final class Count {
        private long times;
    }

    void saw(Sight sight) {
        saw(sight, 1);
    }

    void saw(Sight sight, long times) {
        counts.computeIfAbsent(sight, each -> new Count()).times += times;
    }

    long of(Sight sight) {
        Count count = counts.get(sight);
        return count == null ? 0 : count.times;
    }

    void add(Tally other) {
        other.counts.forEach((sight, count) -> saw(sight, count.times));
    }

    /** Those seen less often than that. */
    List<Sight> below(long least) {
        List<Sight> seldom = new ArrayList<>();
        for (Sight sight : Sight.values()) {
            if (of(sight) < least) {
                seldom.add(sight);
            }
        }
        return seldom;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Sight sight : Sight.values()) {
            text.append(String.format("%,15d  %s%n", of(sight), sight.words()));
        }
        return text.toString();
    }
}
