package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.Tenure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * From the word of an operator on an evicted run is SUPERSEDED for as long as its seat is remembered; but while the lease
 * lasts that it had then, which is not renewed, it is asked to stop. It is awaited no more.
 */
final class EvictedRunsAreOver implements Invariant {

    /** The lease that each had when it was evicted, if it had one. */
    private final Map<Step.Run, Optional<Tenure.Held>> evicted = new HashMap<>();

    @Override
    public void check(Step step) {
        evicted.keySet()
                .removeIf(run ->
                        Step.seat(step.before(), run.pool(), run.instance()).isEmpty());
        step.answer()
                .ifPresent(answer -> step.speaker()
                        .filter(speaker -> evicted.containsKey(speaker.run()))
                        .ifPresent(speaker -> require(
                                answer.role() == Role.SUPERSEDED
                                        || isAskedToStop(answer, evicted.getOrDefault(speaker.run(), Optional.empty())),
                                answer.pool(),
                                speaker.run() + " was evicted and is " + answer.role() + " with " + answer.grip())));
        evicted.forEach((run, lease) -> check(step, run, lease));
        step.heard()
                .filter(heard -> heard.decision() instanceof Decision.Operated)
                .map(Step.Heard::command)
                .map(Command.Operate.class::cast)
                .ifPresent(operate -> remember(step, operate));
    }

    private static boolean isAskedToStop(Decision.Answer answer, Optional<Tenure.Held> lease) {
        return answer.role() == Role.DRAINING
                && lease.map(held -> held.reign().epoch()).equals(answer.grip().epoch());
    }

    private void check(Step step, Step.Run run, Optional<Tenure.Held> lease) {
        Step.pool(step.after(), run.pool()).ifPresent(pool -> {
            require(
                    !(pool.tenure() instanceof Tenure.Designated designated)
                            || !designated.instance().equals(run.instance())
                            || !designated.incarnation().equals(run.incarnation()),
                    run.pool(),
                    run + " was evicted and is awaited");
            Step.held(pool)
                    .filter(held -> held.reign().primary().equals(run.instance())
                            && held.reign().incarnation().equals(run.incarnation()))
                    .ifPresent(held -> require(
                            lease.filter(had -> had.reign().equals(held.reign())
                                            && had.deadline().equals(held.deadline()))
                                    .isPresent(),
                            run.pool(),
                            run + " was evicted with " + lease + " and has " + held));
        });
    }

    /** A bare client can't be told from its next run. */
    private void remember(Step step, Command.Operate operate) {
        if (operate.operation() instanceof Operation.Evict evict) {
            Step.seat(step.before(), operate.pool(), evict.instance())
                    .filter(seat -> !seat.incarnation().isBare())
                    .filter(seat -> evict.run().isEmpty() || evict.run().get().equals(seat.incarnation()))
                    .ifPresent(seat -> evicted.putIfAbsent(
                            new Step.Run(operate.pool(), evict.instance(), seat.incarnation()),
                            Step.held(step.before(), operate.pool())
                                    .filter(held -> held.reign().primary().equals(evict.instance())
                                            && held.reign().incarnation().equals(seat.incarnation()))));
        }
    }
}
