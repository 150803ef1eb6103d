package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.Tenure;

/** S5†: while a reign goes on its deadline never moves earlier, and later only by its holder's own check-in (S6). */
final class DeadlinesNeverMoveEarlier implements Invariant {

    @Override
    public void check(Step step) {
        for (PoolImage after : step.after().pools()) {
            Tenure.Held now = Step.held(after).orElse(null);
            Tenure.Held before = Step.held(step.before(), after.name()).orElse(null);
            if (now == null || before == null || !now.reign().equals(before.reign())) {
                continue;
            }
            require(
                    !before.deadline().isAfter(now.deadline()),
                    after.name(),
                    () -> "the deadline of epoch " + now.reign().epoch() + " moves from " + before.deadline() + " to "
                            + now.deadline());
            if (!now.deadline().equals(before.deadline())) {
                checkLonger(step, after, now);
            }
        }
    }

    private void checkLonger(Step step, PoolImage pool, Tenure.Held now) {
        boolean byItsHolder = step.speaker()
                .filter(speaker -> speaker.pool().equals(pool.name())
                        && speaker.instance().equals(now.reign().primary())
                        && speaker.incarnation().equals(now.reign().incarnation())
                        && !(speaker.holding() instanceof Holding.Nothing)
                        && !(speaker.holding() instanceof Holding.Claim claim
                                && claim.number() != now.reign().epoch().number()))
                .isPresent();
        require(
                byItsHolder && !step.isRefused(),
                pool.name(),
                () -> "epoch " + now.reign().epoch() + " lasts longer, and not by its holder's word");
        long ttl = pool.set().effective().leaseTtlMillis();
        require(
                now.deadline().equals(step.now().plusMillis(ttl)),
                pool.name(),
                () -> "the deadline of epoch " + now.reign().epoch() + " is neither what it was nor a TTL from now");
        require(
                !(pool.tenure() instanceof Tenure.Draining draining)
                        || draining.cause().isPlanned(),
                pool.name(),
                () -> "epoch " + now.reign().epoch() + " is renewed though it drains");
    }
}
