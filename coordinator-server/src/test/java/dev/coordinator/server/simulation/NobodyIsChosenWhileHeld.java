package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.PoolName;
import java.util.HashSet;
import java.util.Set;

/** While a reign goes on, draining or not, nobody is designated. */
final class NobodyIsChosenWhileHeld implements Invariant {

    private final Set<PoolName> held = new HashSet<>();

    @Override
    public void check(Step step) {
        for (Change change : step.changes()) {
            if (change.kind() == ChangeKind.GRANTED) {
                held.add(change.pool());
            } else if (change.kind() == ChangeKind.POOL_DELETED
                    || (change.kind() == ChangeKind.VACATED && change.epoch() != 0)) {
                held.remove(change.pool());
            } else if (change.kind() == ChangeKind.DESIGNATED) {
                require(
                        !held.contains(change.pool()),
                        change.pool(),
                        change.to().orElseThrow() + " is designated while the lease is held");
            }
        }
    }
}
