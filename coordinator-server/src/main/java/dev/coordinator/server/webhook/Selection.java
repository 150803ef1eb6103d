package dev.coordinator.server.webhook;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import java.util.EnumSet;
import java.util.Set;

/** Which changes a receiver wants to be told of. */
public record Selection(PoolPattern pools, Set<ChangeKind> kinds) {

    /** All there are. */
    public static final Selection ALL = new Selection(PoolPattern.ALL, EnumSet.allOf(ChangeKind.class));

    public Selection {
        kinds = Set.copyOf(kinds);
    }

    boolean matches(Change change) {
        return kinds.contains(change.kind()) && pools.matches(change.pool().value());
    }
}
