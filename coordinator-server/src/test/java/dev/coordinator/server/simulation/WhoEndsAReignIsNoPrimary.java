package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * A check-in that ends a reign is not answered PRIMARY. But for two: a successor that names the dead holder, and a holder of
 * record that says it holds nothing while nothing drains.
 */
final class WhoEndsAReignIsNoPrimary implements Invariant {

    private static final Set<ChangeCause> BUT_FOR =
            EnumSet.of(ChangeCause.EXPIRED, ChangeCause.SUPERSEDED, ChangeCause.ANSWER_LOST);

    @Override
    public void check(Step step) {
        step.answer()
                .filter(answer -> answer.role() == Role.PRIMARY)
                .ifPresent(answer -> require(
                        step.changes(ChangeKind.VACATED)
                                .noneMatch(change -> change.pool().equals(answer.pool())
                                        && change.epoch() != 0
                                        && !BUT_FOR.contains(change.cause())),
                        answer.pool(),
                        () -> answer.instance() + " ends a reign and is answered PRIMARY"));
    }
}
