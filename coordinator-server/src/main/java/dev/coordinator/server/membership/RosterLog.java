package dev.coordinator.server.membership;

import dev.coordinator.server.replication.RosterCompletion;
import dev.coordinator.server.roster.Roster;

/** Where the next roster is written. */
@FunctionalInterface
public interface RosterLog {

    /** Puts it into the log if this node leads. */
    void replaceRoster(Roster next, RosterCompletion completion);
}
