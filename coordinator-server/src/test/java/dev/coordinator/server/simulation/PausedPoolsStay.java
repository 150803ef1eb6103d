package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.Tenure;
import java.util.Optional;

/** In a paused pool nobody is designated or granted the lease but the last primary, by id, and whom an operator named. */
final class PausedPoolsStay implements Invariant {

    @Override
    public void check(Step step) {
        boolean operated = step.heard()
                .filter(heard -> heard.command() instanceof Command.Operate)
                .isPresent();
        if (operated || step.changes().isEmpty()) {
            return;
        }
        for (PoolImage before : step.before().pools()) {
            PoolImage after = Step.pool(step.after(), before.name()).orElse(null);
            boolean scheduled = step.changes(ChangeKind.SWITCHOVER_BEGUN)
                    .anyMatch(change -> change.pool().equals(before.name()));
            if (after == null
                    || scheduled
                    || before.pause().isEmpty()
                    || !before.pause().equals(after.pause())) {
                continue;
            }
            step.changes().stream()
                    .filter(change -> change.pool().equals(before.name()))
                    .filter(change -> change.kind() == ChangeKind.DESIGNATED || change.kind() == ChangeKind.GRANTED)
                    .forEach(change -> require(
                            before.lastPrimary().equals(change.to())
                                    || namedByAnOperator(before).equals(change.to()),
                            before.name(),
                            change.to().orElseThrow() + " is " + change.kind() + " while the pool is paused"));
        }
    }

    private static Optional<InstanceId> namedByAnOperator(PoolImage pool) {
        if (pool.tenure() instanceof Tenure.Draining draining) {
            return draining.trigger().cause() == ChangeCause.FAILBACK ? Optional.empty() : draining.successor();
        }
        Tenure.Vacant vacancy = null;
        if (pool.tenure() instanceof Tenure.Vacant vacant) {
            vacancy = vacant;
        } else if (pool.tenure() instanceof Tenure.Designated designated) {
            vacancy = designated.vacancy();
        }
        return vacancy == null || vacancy.trigger().cause() == ChangeCause.FAILBACK
                ? Optional.empty()
                : vacancy.target();
    }
}
