package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import dev.coordinator.server.lease.Tenure;
import java.util.HashMap;
import java.util.Map;

/**
 * A planned handover is called off a drain timeout after the first answer that asks the primary to stop, and no sooner by
 * time; from then on it is asked no more.
 */
final class HandoversEnd implements Invariant {

    private final Map<PoolName, Long> askedSince = new HashMap<>();

    @Override
    public void check(Step step) {
        step.changes(ChangeKind.DRAIN_CALLED_OFF)
                .filter(change -> change.cause() == ChangeCause.TIMED_OUT)
                .forEach(change -> require(
                        askedSince.containsKey(change.pool()),
                        change.pool(),
                        "a handover is called off and nobody was asked to stop"));
        for (PoolImage pool : step.after().pools()) {
            if (!(pool.tenure() instanceof Tenure.Draining draining)
                    || !draining.cause().isPlanned()) {
                askedSince.remove(pool.name());
            } else {
                require(
                        draining.callOffAt().isAfter(step.now()),
                        pool.name(),
                        "a handover goes on past its drain timeout");
                boolean asked = step.answer()
                        .filter(answer -> answer.pool().equals(pool.name())
                                && answer.role() == Role.DRAINING
                                && answer.reason() == RoleReason.HANDOVER)
                        .isPresent();
                if (asked) {
                    askedSince.putIfAbsent(pool.name(), step.now().millis());
                }
            }
        }
    }
}
