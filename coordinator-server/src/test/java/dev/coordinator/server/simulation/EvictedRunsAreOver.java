package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.Tenure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * From the word of an operator on an evicted run is SUPERSEDED for as long as its seat is remembered, across a recovery from
 * a state that knows of that word too; but while the lease lasts that it had then, which is not renewed, it is asked to stop.
 * It is awaited no more. A word that names a run ends no other one, and is safe to repeat.
 */
final class EvictedRunsAreOver implements Invariant {

    private final Map<Step.Run, Word> evicted = new HashMap<>();

    /**
     * An operator's.
     *
     * @param index the entry that it is in, of the cluster that goes on
     * @param lease what the run had then, if it had one
     */
    private record Word(long index, Optional<Tenure.Held> lease) {

        /** As a recovery leaves it, which forgets all leases. */
        Word recovered() {
            return new Word(0, Optional.empty());
        }
    }

    @Override
    public void recovered(Recovered how) {
        evicted.values().removeIf(word -> word.index > how.keptUpTo());
        evicted.replaceAll((run, word) -> word.recovered());
    }

    @Override
    public void check(Step step) {
        evicted.keySet()
                .removeIf(run ->
                        Step.seat(step.before(), run.pool(), run.instance()).isEmpty());
        step.answer()
                .ifPresent(answer -> step.speaker()
                        .filter(speaker -> evicted.containsKey(speaker.run()))
                        .ifPresent(speaker -> require(
                                answer.role() == Role.SUPERSEDED || isAskedToStop(answer, lease(speaker.run())),
                                answer.pool(),
                                () -> speaker.run() + " was evicted and is " + answer.role() + " with "
                                        + answer.grip())));
        evicted.forEach((run, word) -> check(step, run, word.lease));
        step.heard()
                .filter(heard -> heard.command() instanceof Command.Operate operate
                        && operate.operation() instanceof Operation.Evict)
                .ifPresent(heard -> heard(step, (Command.Operate) heard.command(), heard.decision()));
    }

    private Optional<Tenure.Held> lease(Step.Run run) {
        return Optional.ofNullable(evicted.get(run)).flatMap(Word::lease);
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
                    () -> run + " was evicted and is awaited");
            Step.held(pool)
                    .filter(held -> isHeldBy(held, run))
                    .ifPresent(held -> require(
                            lease.filter(had -> had.reign().equals(held.reign())
                                            && had.deadline().equals(held.deadline()))
                                    .isPresent(),
                            run.pool(),
                            () -> run + " was evicted with " + lease + " and has " + held));
        });
    }

    private static boolean isHeldBy(Tenure.Held held, Step.Run run) {
        return held.reign().primary().equals(run.instance())
                && held.reign().incarnation().equals(run.incarnation());
    }

    private void heard(Step step, Command.Operate operate, Decision decision) {
        Operation.Evict word = (Operation.Evict) operate.operation();
        Optional<SeatImage> seat = Step.seat(step.before(), operate.pool(), word.instance());
        boolean another =
                word.run().isPresent() && !seat.map(SeatImage::incarnation).equals(word.run());
        require(
                !another || step.changes(ChangeKind.EVICTED).findAny().isEmpty(),
                operate.pool(),
                "run " + word.run() + " was to be evicted, and another is");
        require(
                !(decision instanceof Decision.Refused refused)
                        || refused.refusal() != Refusal.WRONG_INCARNATION
                        || !evicted.containsKey(new Step.Run(
                                operate.pool(), word.instance(), word.run().orElseThrow())),
                operate.pool(),
                "run " + word.run() + " was evicted, and the same word again is refused");
        if (decision instanceof Decision.Operated && !another) {
            seat.ifPresent(each -> remember(step, new Step.Run(operate.pool(), each.id(), each.incarnation())));
        }
    }

    /** A bare client can't be told from its next run. */
    private void remember(Step step, Step.Run run) {
        if (!run.incarnation().isBare()) {
            Optional<Tenure.Held> lease = Step.held(step.before(), run.pool()).filter(held -> isHeldBy(held, run));
            evicted.putIfAbsent(run, new Word(step.index(), lease));
        }
    }
}
