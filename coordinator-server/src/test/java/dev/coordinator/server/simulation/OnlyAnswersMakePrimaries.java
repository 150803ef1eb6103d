package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.RoleReason;
import java.util.Optional;

/** S3: an epoch is granted exactly when the answer to a check-in says so to the one who asked. */
final class OnlyAnswersMakePrimaries implements Invariant {

    @Override
    public void check(Step step) {
        Optional<Change> grant = step.changes(ChangeKind.GRANTED).findFirst();
        String granted = grant.map(change -> change.pool() + " " + change.to().orElseThrow() + " " + change.epoch())
                .orElse("nothing");
        String answered = step.answer()
                .filter(answer -> answer.reason() == RoleReason.GRANTED)
                .map(answer -> answer.pool() + " " + answer.instance() + " "
                        + answer.grip().epoch().orElseThrow())
                .orElse("nothing");
        if (!granted.equals(answered)) {
            String pool = grant.map(change -> change.pool().value()).orElse("");
            throw broken(pool, "granted: " + granted + ", and answered: " + answered);
        }
    }
}
