package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.Decision;
import java.util.List;

/** S8: whatever entries a node takes at once and wherever it started, it makes of each what the ledger made of it. */
final class ReplicasAgree implements Rule {

    /** A node has taken an entry. */
    void checkOutcome(String who, long index, List<Decision> decisions, List<Change> changes, Committed known) {
        if (!known.changes().equals(changes) || !known.decisions().equals(decisions)) {
            throw broken(who + " makes of entry " + index + " " + decisions + " " + changes + " and not "
                    + known.decisions() + " " + known.changes());
        }
    }

    /** A node announces some changes of an entry. */
    void checkAnnounced(String who, long index, List<Change> some, List<Change> known) {
        if (!known.containsAll(some)) {
            throw broken(who + " hears of entry " + index + " " + some + " which are not all in " + known);
        }
    }
}
