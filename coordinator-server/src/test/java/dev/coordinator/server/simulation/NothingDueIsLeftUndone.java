package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.ClusterTime;

/** After each step whatever time alone brings about is yet to come, or the ticker would tick for nothing, or never. */
final class NothingDueIsLeftUndone implements Invariant {

    @Override
    public void check(Step step) {
        ClusterTime due = step.machine().nextDue().orElse(ClusterTime.NEVER);
        if (!due.isAfter(step.now())) {
            throw broken("due " + due + " is left undone at " + step.now());
        }
    }
}
