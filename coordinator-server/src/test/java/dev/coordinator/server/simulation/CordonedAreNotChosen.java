package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolName;
import java.util.HashMap;
import java.util.Map;

/** From the word of an operator on until it ends, a cordoned instance is neither designated nor granted the lease. */
final class CordonedAreNotChosen implements Invariant {

    private final Map<Member, Long> cordonedUntil = new HashMap<>();

    private record Member(PoolName pool, InstanceId instance) {}

    @Override
    public void check(Step step) {
        step.heard()
                .filter(heard -> heard.decision() instanceof Decision.Operated)
                .map(Step.Heard::command)
                .map(Command.Operate.class::cast)
                .ifPresent(operate -> remember(step.now(), operate));
        for (Change change : step.changes()) {
            if (change.kind() == ChangeKind.DESIGNATED || change.kind() == ChangeKind.GRANTED) {
                Member chosen = new Member(change.pool(), change.to().orElseThrow());
                boolean remembered =
                        Step.seat(step.before(), change.pool(), chosen.instance).isPresent();
                require(
                        !remembered
                                || cordonedUntil.getOrDefault(chosen, 0L)
                                        <= step.now().millis(),
                        change.pool(),
                        chosen.instance + " is cordoned and is " + change.kind());
            }
        }
        cordonedUntil
                .keySet()
                .removeIf(member ->
                        Step.seat(step.after(), member.pool, member.instance).isEmpty());
    }

    private void remember(ClusterTime now, Command.Operate operate) {
        if (operate.operation() instanceof Operation.Cordon cordon) {
            long until = cordon.forMillis().isPresent()
                    ? now.millis() + cordon.forMillis().getAsLong()
                    : Long.MAX_VALUE;
            cordonedUntil.put(new Member(operate.pool(), cordon.instance()), until);
        } else if (operate.operation() instanceof Operation.Uncordon uncordon) {
            cordonedUntil.remove(new Member(operate.pool(), uncordon.instance()));
        }
    }
}
