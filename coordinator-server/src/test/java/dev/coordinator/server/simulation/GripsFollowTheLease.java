package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.Tenure;
import java.util.Optional;

/**
 * An answer gives only what its receiver's own run holds: a TTL less the margin when it was renewed, and what is left less
 * the margin when it drains unrenewed†. Whoever is not PRIMARY or DRAINING is given nothing.
 */
final class GripsFollowTheLease implements Invariant {

    @Override
    public void check(Step step) {
        step.answer().ifPresent(answer -> {
            if (answer.role() == Role.PRIMARY || answer.role() == Role.DRAINING) {
                checkHolder(step, answer);
            } else {
                require(
                        answer.grip().epoch().isEmpty() && answer.grip().validMillis() == 0,
                        answer.pool(),
                        () -> answer.instance() + " is " + answer.role() + " and is given " + answer.grip());
            }
        });
    }

    private void checkHolder(Step step, Decision.Answer answer) {
        PoolImage pool = Step.pool(step.after(), answer.pool()).orElseThrow();
        Step.Speaker speaker = step.speaker().orElseThrow();
        Optional<Tenure.Held> own = Step.held(pool)
                .filter(held -> held.reign().primary().equals(speaker.instance())
                        && held.reign().incarnation().equals(speaker.incarnation())
                        && answer.grip().epoch().equals(Optional.of(held.reign().epoch())));
        require(
                own.isPresent(),
                answer.pool(),
                () -> answer.instance() + " (run " + speaker.incarnation() + ") is given " + answer.grip() + ", and "
                        + pool.tenure() + " holds");
        long left = own.map(held -> held.deadline().millisSince(step.now())).orElse(0L);
        PoolSettings settings = pool.set().effective();
        boolean drains = pool.tenure() instanceof Tenure.Draining;
        boolean runsOut = pool.tenure() instanceof Tenure.Draining draining
                && !draining.cause().isPlanned();
        long most = runsOut
                ? Math.max(0, Math.min(left, settings.leaseTtlMillis()) - settings.safetyMarginMillis())
                : settings.leaseTtlMillis() - settings.safetyMarginMillis();
        require(
                answer.grip().validMillis() <= most && (answer.role() == Role.DRAINING ? drains : !runsOut),
                answer.pool(),
                () -> answer.instance() + " is " + answer.role() + " for "
                        + answer.grip().validMillis() + " ms, of " + most);
    }
}
