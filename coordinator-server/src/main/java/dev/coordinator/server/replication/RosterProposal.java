package dev.coordinator.server.replication;

import dev.coordinator.server.roster.NextRoster;
import dev.coordinator.server.roster.Roster;

/** A roster on its way through the log, and who waits to hear of it. */
record RosterProposal(NextRoster next, RosterCompletion completion) {

    /** @param inForce what holds now that the entry was applied */
    void decided(Roster inForce) {
        if (inForce.equals(next.roster())) {
            completion.inForce();
        } else {
            completion.overtaken();
        }
    }

    void failed(Failure failure) {
        completion.failed(failure);
    }
}
