package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.Tenure;

/** S7: while someone can be chosen, a pool that is not paused is not left vacant; and who is awaited is worth waiting for. */
final class NoFreshCandidateIsOverlooked implements Invariant {

    @Override
    public void check(Step step) {
        for (PoolImage pool : step.after().pools()) {
            if (pool.tenure() instanceof Tenure.Vacant && pool.pause().isEmpty()) {
                pool.seats().stream()
                        .filter(seat -> OnlyTheFreshAreChosen.mayBeChosen(pool, seat, step.now()))
                        .findFirst()
                        .ifPresent(seat ->
                                require(false, pool.name(), "the pool is left vacant, and " + seat.id() + " is fresh"));
            } else if (pool.tenure() instanceof Tenure.Designated designated) {
                require(
                        Step.seat(pool, designated.instance())
                                .filter(seat -> OnlyTheFreshAreChosen.mayBeChosen(pool, seat, step.now()))
                                .isPresent(),
                        pool.name(),
                        () -> designated.instance() + " is awaited, and is not fresh any more");
            }
        }
    }
}
