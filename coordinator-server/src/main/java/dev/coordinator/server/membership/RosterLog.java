package dev.coordinator.server.membership;

import dev.coordinator.server.replication.RosterCompletion;
import dev.coordinator.server.roster.NextRoster;

/** Where the next roster is written. */
@FunctionalInterface
public interface RosterLog {

    /** Puts it into the log if this node leads. */
    void replaceRoster(NextRoster next, RosterCompletion completion);
}
