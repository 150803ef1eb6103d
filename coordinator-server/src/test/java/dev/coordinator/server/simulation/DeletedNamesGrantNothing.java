package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Tenure;
import java.util.HashMap;
import java.util.Map;

/** The name of a pool that was deleted with a live lease grants nothing until its deadline†. */
final class DeletedNamesGrantNothing implements Invariant {

    private final Map<PoolName, Long> buriedUntil = new HashMap<>();

    @Override
    public void check(Step step) {
        for (Change change : step.changes()) {
            PoolName pool = change.pool();
            if (change.kind() == ChangeKind.POOL_DELETED) {
                Step.held(step.before(), pool)
                        .map(Tenure.Held::deadline)
                        .ifPresent(deadline -> buriedUntil.put(pool, deadline.millis()));
            } else if (change.kind() == ChangeKind.DESIGNATED || change.kind() == ChangeKind.GRANTED) {
                long until = buriedUntil.getOrDefault(pool, 0L);
                boolean unsafe = isUnsafe(step);
                require(
                        unsafe || step.now().millis() >= until,
                        pool,
                        change.to().orElseThrow() + " is chosen, and the deleted pool's lease lasts until " + until
                                + "ms");
            }
        }
    }

    private static boolean isUnsafe(Step step) {
        return step.changes().stream().anyMatch(change -> change.cause() == ChangeCause.UNSAFE_NOW);
    }
}
