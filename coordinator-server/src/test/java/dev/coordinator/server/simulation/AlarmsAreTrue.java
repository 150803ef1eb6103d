package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import java.util.HashSet;
import java.util.Set;

/**
 * Nobody is said to claim an epoch that is not its own if any run of that instance was ever granted it: in the pool that is
 * there, in one of its name that was deleted or forgotten, or in a cluster that was lost.
 */
final class AlarmsAreTrue implements Invariant {

    private final Set<Grant> grants = new HashSet<>();

    private record Grant(PoolName pool, InstanceId to, long epoch) {
        static Grant of(Change change) {
            return new Grant(change.pool(), change.to().orElseThrow(), change.epoch());
        }
    }

    @Override
    public void check(Step step) {
        if (step.changes().isEmpty()) {
            return;
        }
        step.changes(ChangeKind.GRANTED).map(Grant::of).forEach(grants::add);
        step.changes(ChangeKind.DUAL_CLAIM)
                .map(Grant::of)
                .forEach(claim -> require(
                        !grants.contains(claim),
                        claim.pool,
                        claim.to + " is said to lie about epoch " + claim.epoch + ", which was granted to it"));
    }
}
