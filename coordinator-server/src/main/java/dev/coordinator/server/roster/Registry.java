package dev.coordinator.server.roster;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is replicated of the nodes: who they are, and how that came about.
 *
 * @param history the last changes, oldest first, at most {@value #MOST_CHANGES}
 */
public record Registry(Roster roster, List<RecordedChange> history) {

    /** How many changes are remembered. */
    public static final int MOST_CHANGES = 64;

    /** Before anything was written. */
    public static final Registry NONE = of(Roster.NONE);

    public Registry {
        history = List.copyOf(history);
        if (history.size() > MOST_CHANGES) {
            throw new IllegalArgumentException(
                    "at most " + MOST_CHANGES + " changes of the nodes are remembered, not " + history.size());
        }
    }

    /** A roster without a history. */
    public static Registry of(Roster roster) {
        return new Registry(roster, List.of());
    }

    /**
     * What is to hold after {@code next} was read from the log: it counts only if its roster replaces this one.
     *
     * @param wallMillis of the entry that it was read from
     */
    public Registry after(NextRoster next, long wallMillis) {
        Roster replaced = roster.replacedBy(next.roster());
        if (replaced.version() == roster.version()) {
            return this;
        }
        List<RecordedChange> longer = new ArrayList<>(history);
        next.change().ifPresent(change -> longer.add(new RecordedChange(replaced.version(), wallMillis, change)));
        return new Registry(replaced, longer.subList(Math.max(0, longer.size() - MOST_CHANGES), longer.size()));
    }
}
