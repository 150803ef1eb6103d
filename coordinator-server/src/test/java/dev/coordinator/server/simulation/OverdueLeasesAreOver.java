package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.PoolImage;

/** Expired iff the stamp has reached the deadline, and what is due by an entry's time comes before its commands. */
final class OverdueLeasesAreOver implements Invariant {

    @Override
    public void check(Step step) {
        for (PoolImage pool : step.after().pools()) {
            Step.held(pool)
                    .ifPresent(held -> require(
                            held.deadline().isAfter(step.now()),
                            pool.name(),
                            () -> "at " + step.now() + " epoch " + held.reign().epoch() + " is held until "
                                    + held.deadline()));
        }
    }
}
