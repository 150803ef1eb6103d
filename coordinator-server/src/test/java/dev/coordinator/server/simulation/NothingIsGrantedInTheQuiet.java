package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Limits;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolName;
import java.util.HashSet;
import java.util.Set;

/**
 * After a recovery nobody is designated or granted a lease in any pool, those made later included, until the longest lease
 * that any settings allow must be over; but for the unsafe word of an operator.
 */
final class NothingIsGrantedInTheQuiet implements Invariant {

    private final Set<PoolName> freed = new HashSet<>();
    private long quietUntilMillis;

    @Override
    public void recovered(Recovered how) {
        freed.clear();
        quietUntilMillis = how.unsafe() ? 0 : how.begun().time().millis() + Limits.LONGEST_LEASE_MILLIS;
    }

    @Override
    public void check(Step step) {
        if (step.now().millis() >= quietUntilMillis) {
            return;
        }
        step.heard()
                .filter(NothingIsGrantedInTheQuiet::isUnsafeWord)
                .ifPresent(heard -> freed.add(((Command.Operate) heard.command()).pool()));
        for (Change change : step.changes()) {
            if (change.kind() == ChangeKind.POOL_CREATED) {
                freed.remove(change.pool());
            } else if (change.kind() == ChangeKind.DESIGNATED || change.kind() == ChangeKind.GRANTED) {
                require(
                        freed.contains(change.pool()),
                        change.pool(),
                        change.to().orElseThrow() + " is " + change.kind()
                                + " though a lease from before the recovery may " + "be believed in until "
                                + quietUntilMillis + "ms");
            }
        }
    }

    static boolean isUnsafeWord(Step.Heard heard) {
        return heard.decision() instanceof Decision.Operated
                && heard.command() instanceof Command.Operate operate
                && operate.operation() instanceof Operation.Failover failover
                && failover.unsafeNow();
    }
}
