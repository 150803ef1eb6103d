package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold after every entry of the log; each remembers what it needs. */
interface Invariant {

    void check(Step step);

    /** The cluster was lost, and recovered from what it knew. */
    default void recovered(boolean unsafeNow) {}

    static List<Invariant> all() {
        return List.of(
                new EpochsOnlyRise(),
                new AtMostOneBelieves(),
                new NoReignEndsEarly(),
                new DeadlinesNeverMoveEarlier(),
                new OnlyAnAnswerToACheckInMakesAPrimary(),
                new NoFreshCandidateIsOverlooked(),
                new ADeletedPoolGrantsNothing(),
                new AQuietPoolGrantsNothing(),
                new APausedPoolMakesNoMoveOfItsOwn(),
                new NobodyElseIsChosenDuringADrain(),
                new ACordonedOneIsNeverChosen(),
                new SettlingEarlyIsWithoutEffect(),
                new SeatsAndHandlesAreCounted());
    }

    /** S2. */
    final class EpochsOnlyRise implements Invariant {
        private long highest;

        @Override
        public void check(Step step) {
            for (Change change : step.changes()) {
                if (change.kind() == ChangeKind.GRANTED) {
                    assertThat(change.epoch()).isGreaterThan(highest);
                    highest = change.epoch();
                }
            }
            assertThat(step.after().lastEpoch()).isGreaterThanOrEqualTo(highest);
        }
    }

    /** S1: who was told that it is primary is believed to believe so until its time is over or its word has ended it. */
    final class AtMostOneBelieves implements Invariant {
        private final Map<PoolName, Long> reigning = new HashMap<>();
        private final Map<PoolName, Long> believesUntil = new HashMap<>();

        @Override
        public void check(Step step) {
            long now = step.after().time().millis();
            for (Change change : step.changes()) {
                if (change.cause() == ChangeCause.UNSAFE_NOW) {
                    believesUntil.remove(change.pool());
                }
                if (change.kind() == ChangeKind.GRANTED) {
                    assertThat(reigning).doesNotContainKey(change.pool());
                    assertThat(now).isGreaterThanOrEqualTo(believesUntil.getOrDefault(change.pool(), 0L));
                    reigning.put(change.pool(), change.epoch());
                }
                if (change.kind() == ChangeKind.VACATED && change.epoch() != 0) {
                    assertThat(reigning.remove(change.pool())).isEqualTo(change.epoch());
                    long until = believesUntil.getOrDefault(change.pool(), 0L);
                    if (change.cause() == ChangeCause.EXPIRED) {
                        assertThat(now).isGreaterThanOrEqualTo(until);
                    }
                    believesUntil.remove(change.pool());
                }
                if (change.kind() == ChangeKind.DESIGNATED) {
                    assertThat(now).isGreaterThanOrEqualTo(believesUntil.getOrDefault(change.pool(), 0L));
                }
                if (change.kind() == ChangeKind.POOL_REMOVED) {
                    assertThat(reigning).doesNotContainKey(change.pool());
                }
                if (change.kind() == ChangeKind.POOL_DELETED) {
                    reigning.remove(change.pool());
                }
            }
            for (Decision decision : step.decisions()) {
                if (decision instanceof Decision.Answer answer && isOfReign(answer)) {
                    believesUntil.merge(answer.pool(), now + answer.grip().validMillis(), Math::max);
                }
            }
        }

        @Override
        public void recovered(boolean unsafeNow) {
            reigning.clear();
            if (unsafeNow) {
                believesUntil.clear();
            }
        }

        private boolean isOfReign(Decision.Answer answer) {
            return answer.grip()
                    .epoch()
                    .map(epoch -> Long.valueOf(epoch.number()).equals(reigning.get(answer.pool())))
                    .orElse(false);
        }
    }

    /** S5: by its deadline, or by a word of an instance of that id; and never later than its deadline. */
    final class NoReignEndsEarly implements Invariant {
        @Override
        public void check(Step step) {
            for (PoolImage before : step.before().pools()) {
                Step.held(before).ifPresent(held -> check(step, before.name(), held));
            }
            for (PoolImage after : step.after().pools()) {
                Step.held(after)
                        .ifPresent(held -> assertThat(
                                        held.deadline().isAfter(step.after().time()))
                                .isTrue());
            }
        }

        private static void check(Step step, PoolName pool, Tenure.Held held) {
            boolean goesOn = Step.pool(step.after(), pool)
                    .flatMap(Step::held)
                    .map(now -> now.reign().equals(held.reign()))
                    .orElse(false);
            boolean isOver = !held.deadline().isAfter(step.after().time());
            boolean byOperator = step.changes().stream()
                    .filter(change -> change.pool().equals(pool))
                    .anyMatch(change ->
                            change.cause() == ChangeCause.UNSAFE_NOW || change.kind() == ChangeKind.POOL_DELETED);
            boolean byWord =
                    step.heardOf(pool, held.reign().primary()).stream().anyMatch(command -> mayEnd(held, command));
            assertThat(goesOn || isOver || byWord || byOperator)
                    .as("reign " + held)
                    .isTrue();
        }

        private static boolean mayEnd(Tenure.Held held, Command command) {
            if (command instanceof Command.CheckIn checkIn) {
                boolean itsRun = checkIn.incarnation().equals(held.reign().incarnation());
                boolean notTheLease =
                        !checkIn.profile().electable() && checkIn.incarnation().isBare();
                return (itsRun && (checkIn.release() || checkIn.holding() instanceof Holding.Nothing || notTheLease))
                        || checkIn.supersedes().contains(held.reign().incarnation());
            }
            return command instanceof Command.Leave
                    || (command instanceof Command.Renewal renewal && renewal.holding() instanceof Holding.Nothing);
        }
    }

    /** S5, and later only by a word of the holder that doesn't speak of another epoch. */
    final class DeadlinesNeverMoveEarlier implements Invariant {
        @Override
        public void check(Step step) {
            for (PoolImage after : step.after().pools()) {
                Optional<Tenure.Held> before =
                        Step.pool(step.before(), after.name()).flatMap(Step::held);
                Optional<Tenure.Held> now = Step.held(after);
                if (before.isPresent()
                        && now.isPresent()
                        && before.get().reign().equals(now.get().reign())) {
                    check(step, after.name(), before.get(), now.get());
                }
            }
        }

        private static void check(Step step, PoolName pool, Tenure.Held before, Tenure.Held now) {
            assertThat(now.deadline()).isGreaterThanOrEqualTo(before.deadline());
            if (!now.deadline().equals(before.deadline())) {
                long epoch = before.reign().epoch().number();
                assertThat(step.heardOf(pool, before.reign().primary()))
                        .anyMatch(command ->
                                !(holding(command) instanceof Holding.Claim claim) || claim.number() == epoch);
            }
        }

        private static Holding holding(Command command) {
            if (command instanceof Command.CheckIn checkIn) {
                return checkIn.holding();
            }
            return command instanceof Command.Renewal renewal ? renewal.holding() : Holding.UNSAID;
        }
    }

    /** S3. */
    final class OnlyAnAnswerToACheckInMakesAPrimary implements Invariant {
        @Override
        public void check(Step step) {
            List<String> granted = new ArrayList<>();
            step.changes().stream()
                    .filter(change -> change.kind() == ChangeKind.GRANTED)
                    .forEach(change ->
                            granted.add(change.pool() + " " + change.to().orElseThrow() + " " + change.epoch()));
            List<String> answered = new ArrayList<>();
            for (Decision decision : step.decisions()) {
                if (decision instanceof Decision.Answer answer && answer.reason() == RoleReason.GRANTED) {
                    answered.add(answer.pool() + " " + answer.instance() + " "
                            + answer.grip().epoch().orElseThrow());
                }
            }
            assertThat(answered).isEqualTo(granted);
        }
    }

    /** S7: when a fresh candidate is there, someone holds the lease or is awaited. */
    final class NoFreshCandidateIsOverlooked implements Invariant {
        @Override
        public void check(Step step) {
            for (PoolImage pool : step.after().pools()) {
                if (pool.tenure() instanceof Tenure.Vacant && pool.pause().isEmpty()) {
                    assertThat(step.machine()
                                    .instances(pool.name(), Optional.empty(), 100)
                                    .orElseThrow())
                            .noneMatch(seat -> seat.fresh()
                                    && seat.profile().electable()
                                    && seat.cordon().isEmpty());
                }
            }
        }
    }

    /** †: a name with a live lease of a deleted pool grants nothing until its deadline. */
    final class ADeletedPoolGrantsNothing implements Invariant {
        @Override
        public void check(Step step) {
            for (PoolImage before : step.before().pools()) {
                if (before.tenure() instanceof Tenure.Deleted deleted
                        && deleted.until().isAfter(step.after().time())) {
                    assertThat(Step.pool(step.after(), before.name()).map(PoolImage::tenure))
                            .contains(deleted);
                }
            }
            for (Change change : step.changes()) {
                if (change.kind() == ChangeKind.POOL_DELETED && change.epoch() != 0) {
                    ClusterTime deadline = Step.pool(step.before(), change.pool())
                            .flatMap(Step::held)
                            .filter(held -> held.reign().epoch().number() == change.epoch())
                            .map(Tenure.Held::deadline)
                            .orElse(ClusterTime.ZERO);
                    assertThat(Step.pool(step.after(), change.pool()).map(PoolImage::tenure))
                            .get()
                            .matches(tenure ->
                                    tenure instanceof Tenure.Deleted deleted && !deadline.isAfter(deleted.until()));
                }
            }
        }
    }

    /** After a recovery nothing is granted until its time is over, or an operator takes the risk. */
    final class AQuietPoolGrantsNothing implements Invariant {
        @Override
        public void check(Step step) {
            for (PoolImage before : step.before().pools()) {
                boolean unsafe = step.changes().stream().anyMatch(change -> change.cause() == ChangeCause.UNSAFE_NOW);
                if (before.tenure() instanceof Tenure.Quiet quiet
                        && quiet.until().isAfter(step.after().time())
                        && !unsafe) {
                    assertThat(changesOf(step, before.name(), ChangeKind.GRANTED))
                            .isEmpty();
                }
            }
        }
    }

    /** In a pool that is paused all the time, only the last primary or an operator's choice is designated or granted. */
    final class APausedPoolMakesNoMoveOfItsOwn implements Invariant {
        @Override
        public void check(Step step) {
            for (PoolImage before : step.before().pools()) {
                boolean paused = before.pause().isPresent()
                        && Step.pool(step.after(), before.name())
                                .map(PoolImage::pause)
                                .equals(Optional.of(before.pause()));
                boolean operated = step.commands().stream()
                        .anyMatch(command -> command instanceof Command.Operate operate
                                && operate.pool().equals(before.name()));
                boolean scheduled = !changesOf(step, before.name(), ChangeKind.SWITCHOVER_BEGUN)
                        .isEmpty();
                if (paused && !operated && !scheduled) {
                    Pool pool = Pool.from(before);
                    changesOf(step, before.name(), ChangeKind.DESIGNATED, ChangeKind.GRANTED)
                            .forEach(change -> assertThat(change.to().orElseThrow())
                                    .as(change.toString())
                                    .matches(to -> pool.wasPrimary(to)
                                            || (pool.isTargetOfAnOperator()
                                                    && pool.target().equals(Optional.of(to)))));
                }
            }
        }
    }

    /** Nobody else is chosen until the holder has stopped or its deadline has passed. */
    final class NobodyElseIsChosenDuringADrain implements Invariant {
        @Override
        public void check(Step step) {
            Map<PoolName, Boolean> held = new HashMap<>();
            step.before()
                    .pools()
                    .forEach(pool -> held.put(pool.name(), Step.held(pool).isPresent()));
            for (Change change : step.changes()) {
                switch (change.kind()) {
                    case DESIGNATED ->
                        assertThat(held.getOrDefault(change.pool(), false)).isFalse();
                    case GRANTED -> assertThat(held.put(change.pool(), true)).isNotEqualTo(true);
                    case VACATED, POOL_DELETED -> held.put(change.pool(), false);
                    default -> {}
                }
            }
        }
    }

    /** A cordoned instance is neither chosen nor granted. */
    final class ACordonedOneIsNeverChosen implements Invariant {
        @Override
        public void check(Step step) {
            for (PoolImage pool : step.after().pools()) {
                Optional<InstanceId> chosen = pool.tenure() instanceof Tenure.Designated designated
                        ? Optional.of(designated.instance())
                        : pool.tenure() instanceof Tenure.Held held
                                ? Optional.of(held.reign().primary())
                                : Optional.empty();
                assertThat(pool.seats().stream()
                                .filter(seat -> seat.cordon().isPresent())
                                .map(SeatImage::id))
                        .noneMatch(id -> chosen.filter(id::equals).isPresent());
            }
        }
    }

    private static List<Change> changesOf(Step step, PoolName pool, ChangeKind... kinds) {
        return step.changes().stream()
                .filter(change -> change.pool().equals(pool) && List.of(kinds).contains(change.kind()))
                .toList();
    }

    /** S8: how lazily pools are settled shows nowhere, and nothing is due that was not done. */
    final class SettlingEarlyIsWithoutEffect implements Invariant {
        @Override
        public void check(Step step) {
            ClusterTime due = step.machine().nextDue().orElse(ClusterTime.NEVER);
            assertThat(due).isGreaterThan(step.after().time());
            long lastMoment = Math.min(due.millis() - 1, step.after().time().millis() + 100_000_000);
            for (PoolImage image : step.after().pools()) {
                Pool pool = Pool.from(image);
                Turn turn = new Turn(new ClusterTime(lastMoment), 0, new Registry(), change -> {}, Renewals.UNMEASURED);
                new Succession(turn, pool).settle();
                new Succession(turn, pool).failBack();
                assertThat(pool.image()).isEqualTo(image);
            }
        }
    }

    /** No handle reaches two seats, and the cluster knows how many seats it has. */
    final class SeatsAndHandlesAreCounted implements Invariant {
        @Override
        public void check(Step step) {
            List<SeatImage> seats = step.after().pools().stream()
                    .flatMap(pool -> pool.seats().stream())
                    .toList();
            assertThat(step.machine().instances()).isEqualTo(seats.size());
            assertThat(seats.stream().map(SeatImage::handle).filter(handle -> !handle.isNone()))
                    .doesNotHaveDuplicates()
                    .allMatch(handle -> handle.number() <= step.after().lastHandle());
        }
    }
}
