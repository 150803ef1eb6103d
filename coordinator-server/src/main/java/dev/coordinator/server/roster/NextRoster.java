package dev.coordinator.server.roster;

import java.util.Optional;

/**
 * A roster that is to hold, and what makes it so.
 *
 * @param change empty: it is the first one, of a cluster that begins
 */
public record NextRoster(Roster roster, Optional<NodeChange> change) {

    /** The first one of a cluster. */
    public static NextRoster first(Roster seed) {
        return new NextRoster(seed, Optional.empty());
    }

    /**
     * The one after {@code present}, in which the change is done.
     *
     * @throws IllegalArgumentException if that breaks a rule of rosters
     */
    public static NextRoster after(Roster present, NodeChange change) {
        Roster next = change.kind() == NodeChange.Kind.LEFT
                ? present.without(change.member().id())
                : present.with(change.member());
        return new NextRoster(next, Optional.of(change));
    }
}
