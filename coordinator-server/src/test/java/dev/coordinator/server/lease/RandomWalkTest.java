package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many short runs of random entries. After each the invariants hold, and two twins agree: one that was made of an image
 * at some moment, one that is given empty entries of the same stamps in between.
 */
final class RandomWalkTest {

    private static final int RUNS = 500;
    private static final int ENTRIES = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 10_001, 20_001, 30_001})
    void whateverHappensTheInvariantsHoldAndTwinsAgree(long firstSeed) {
        Coverage coverage = new Coverage();
        for (long seed = firstSeed; seed < firstSeed + RUNS; seed++) {
            new Run(seed, coverage).walk();
        }
        coverage.isComplete();
    }

    private static final class Run {
        private final long seed;
        private final Coverage coverage;
        private final Walk walk;
        private LeaseMachine machine = new LeaseMachine();
        private LeaseMachine busy = new LeaseMachine();
        private final List<Invariant> invariants = Invariant.all();
        private final List<Step> steps = new ArrayList<>();
        private StateImage image = machine.image();
        private Optional<LeaseMachine> twin = Optional.empty();

        Run(long seed, Coverage coverage) {
            this.seed = seed;
            this.coverage = coverage;
            this.walk = new Walk(seed);
        }

        void walk() {
            try {
                for (int i = 0; i < ENTRIES; i++) {
                    if (walk.chance(1)) {
                        recover();
                    }
                    step(walk.next(machine), walk.commands());
                }
                survive();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + "\n" + story() + e, e);
            }
        }

        private void step(Stamp stamp, List<Command> commands) {
            StateImage before = image;
            if (walk.chance(10)) {
                twin = Optional.of(LeaseMachine.from(before));
            }
            steps.add(new Step(before, stamp, commands, List.of(), List.of(), machine, before));
            List<Change> changes = new ArrayList<>();
            List<Decision> decisions = machine.apply(stamp, commands, changes::add);
            Step step = new Step(before, stamp, commands, decisions, changes, machine, machine.image());
            image = step.after();
            steps.set(steps.size() - 1, step);
            twin.ifPresent(other -> agrees(step, other, 0));
            agrees(step, busy, 1);
            coverage.add(step);
            invariants.forEach(invariant -> invariant.check(step));
            walk.answered(commands, decisions);
        }

        /** The cluster is lost, and another one begins with what it knew. */
        private void recover() {
            Recovery recovery = walk.recovery(image);
            Recovery.Outcome outcome = recovery.of(image);
            assertThat(recovery.of(image)).isEqualTo(outcome);
            image = ((Recovery.Outcome.Recovered) outcome).image();
            machine = LeaseMachine.from(image);
            busy = LeaseMachine.from(image);
            twin = Optional.empty();
            invariants.forEach(invariant -> invariant.recovered(recovery.unsafeNow()));
        }

        /** S7: when all others fall silent, a newcomer is primary as soon as the lease and the candidates are over. */
        private void survive() {
            Stamp last = new Stamp(machine.time(), 0);
            Command resume = new Command.Operate(Walk.POOL, new Operation.Resume(), Actor.NONE);
            machine.apply(last, List.of(resume), change -> {});
            Optional<PoolView> pool = machine.view(Walk.POOL);
            Optional<Tenure> tenure = pool.map(PoolView::tenure);
            if (tenure.filter(each -> each instanceof Tenure.Bootstrapping || each instanceof Tenure.Quiet)
                    .isPresent()) {
                return;
            }
            long overAt = machine.time().millis()
                    + pool.map(PoolView::leaseRemainingMillis).orElse(0L)
                    + pool.map(PoolView::grantsNothingForMillis)
                            .orElse(image.quietUntil().millis())
                    + 80_000;
            Decision.Answer answer;
            long seq = 0;
            long now = machine.time().millis();
            do {
                Stamp stamp = new Stamp(new ClusterTime(now), 0);
                answer = (Decision.Answer) machine.apply(stamp, List.of(Walk.newcomer(++seq)), change -> {})
                        .get(0);
                now += answer.next().millis();
            } while (answer.role() != Role.PRIMARY && now < overAt);
            assertThat(answer.role()).isEqualTo(Role.PRIMARY);
        }

        private static void agrees(Step step, LeaseMachine other, int emptyEntries) {
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < emptyEntries; i++) {
                other.apply(step.stamp(), List.of(), changes::add);
            }
            List<Decision> decisions = other.apply(step.stamp(), step.commands(), changes::add);
            for (int i = 0; i < emptyEntries; i++) {
                other.apply(step.stamp(), List.of(), changes::add);
            }
            assertThat(decisions).isEqualTo(step.decisions());
            assertThat(changes).isEqualTo(step.changes());
            assertThat(other.image()).isEqualTo(step.after());
        }

        private String story() {
            StringBuilder story = new StringBuilder();
            for (Step step : steps) {
                story.append("at ").append(step.stamp().time()).append('\n');
                for (int i = 0; i < step.commands().size(); i++) {
                    story.append("  ")
                            .append(Telling.line(step.commands().get(i)))
                            .append("\n    -> ");
                    story.append(
                                    i < step.decisions().size()
                                            ? Telling.line(step.decisions().get(i))
                                            : "?")
                            .append('\n');
                }
                step.changes()
                        .forEach(change -> story.append("  ! ")
                                .append(Telling.line(change))
                                .append('\n'));
            }
            return story.toString();
        }
    }
}
