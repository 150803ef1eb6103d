package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.PoolName;
import java.util.HashMap;
import java.util.Map;

/** S1 as the coordinator sees it: a reign begins only when none goes on, and ends once. */
final class OneReignAtATime implements Invariant {

    private final Map<PoolName, Long> reigning = new HashMap<>();

    @Override
    public void check(Step step) {
        for (Change change : step.changes()) {
            PoolName pool = change.pool();
            if (change.kind() == ChangeKind.GRANTED) {
                require(
                        !reigning.containsKey(pool),
                        pool,
                        "epoch " + change.epoch() + " is granted while epoch " + reigning.get(pool) + " goes on");
                reigning.put(pool, change.epoch());
            } else if (change.kind() == ChangeKind.POOL_DELETED) {
                reigning.remove(pool);
            } else if (change.kind() == ChangeKind.VACATED && change.epoch() != 0) {
                Long ended = reigning.remove(pool);
                require(
                        ended != null && ended == change.epoch(),
                        pool,
                        "epoch " + change.epoch() + " ends, and " + ended + " went on");
            }
        }
    }
}
