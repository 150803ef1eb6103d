package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import java.util.Arrays;
import java.util.List;

/** S8: whatever entries a node takes at once and wherever it started, it makes of each what the ledger made of it. */
final class ReplicasAgree implements Rule {

    /** A node tells the changes of an entry. */
    void checkChanges(String who, long index, List<Change> its, List<Change> known) {
        if (!known.equals(its)) {
            throw broken(who + " makes of entry " + index + " " + its + " and not " + known);
        }
    }

    /** A node announces some changes of an entry. */
    void checkAnnounced(String who, long index, List<Change> some, List<Change> known) {
        if (!known.containsAll(some)) {
            throw broken(who + " hears of entry " + index + " " + some + " which are not all in " + known);
        }
    }

    /** The bytes of a node's state. */
    void checkState(String who, byte[] its, byte[] known) {
        if (!Arrays.equals(known, its)) {
            throw broken(who + " has another state than the log says");
        }
    }
}
