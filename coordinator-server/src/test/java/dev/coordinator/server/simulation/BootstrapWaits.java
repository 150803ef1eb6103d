package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.Presence;
import dev.coordinator.server.lease.Tenure;

/** Before its first grant a pool waits for as many candidates as it was told, or for as long. */
final class BootstrapWaits implements Invariant {

    @Override
    public void check(Step step) {
        for (PoolImage before : step.before().pools()) {
            if (before.tenure() instanceof Tenure.Bootstrapping boot) {
                Step.pool(step.after(), before.name())
                        .filter(after -> !(after.tenure() instanceof Tenure.Bootstrapping) && !isOperated(step))
                        .ifPresent(after -> checkOver(step, boot, after));
            }
        }
    }

    /** An operator who fills the vacancy doesn't wait. */
    private static boolean isOperated(Step step) {
        return step.heard()
                .filter(heard -> heard.command() instanceof Command.Operate)
                .isPresent();
    }

    private void checkOver(Step step, Tenure.Bootstrapping boot, PoolImage pool) {
        PoolSettings settings = pool.set().effective();
        long candidates = pool.seats().stream()
                .filter(seat ->
                        seat.profile().electable() && seat.cordon().isEmpty() && seat.presence() == Presence.LIVE)
                .count();
        boolean waited = settings.bootstrapWaitMillis() > 0
                && step.now().millisSince(boot.since()) >= settings.bootstrapWaitMillis();
        require(
                waited || candidates >= settings.minCandidates(),
                pool.name(),
                "the bootstrap is over with " + candidates + " candidates");
    }
}
