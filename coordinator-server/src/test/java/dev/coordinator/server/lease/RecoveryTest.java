package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A state that may have lost the latest decisions: nothing is granted for a while, and epochs go on above all. */
final class RecoveryTest {

    private static final long WALL = 1_800_000_000_000L;
    private static final long QUIET_UNTIL = 30_000 + Limits.LONGEST_LEASE_MILLIS;
    private static final Actor OPERATOR = PoolStory.OPERATOR;

    @Test
    void nothingIsGrantedForAsLongAsAnyLeaseCanLast() {
        PoolStory after = recovered(new Recovery(WALL, 0, false, OPERATOR));
        Caller a = after.a.seq(100);
        after.is("QUIET until " + QUIET_UNTIL);

        after.at(31_000);
        a.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);
        a.holding(0).checksIn().isStandby(RoleReason.QUIET);
        after.at(QUIET_UNTIL - 1);
        a.checksIn().isStandby(RoleReason.QUIET);
        after.at(QUIET_UNTIL).tick().is("DESIGNATED a");
        a.checksIn().isPrimary(WALL * 1000 + 1);
        assertThat(after.lastChange().cause()).isEqualTo(ChangeCause.RECOVERED);
    }

    @Test
    void poolsThatAreNotRememberedAreQuietToo() {
        PoolStory after = recovered(new Recovery(WALL, 0, false, OPERATOR));
        after.at(31_000);
        Command.CheckIn lost = new Command.CheckIn(
                new PoolName("made-after-the-backup"),
                after.b.id(),
                Incarnation.BARE,
                java.util.List.of(),
                0,
                0,
                Profile.PLAIN,
                Holding.UNSAID,
                false,
                true);

        after.does(lost).isStandby(RoleReason.QUIET);

        after.at(QUIET_UNTIL);
        after.does(lost).isPrimary(WALL * 1000 + 1);
    }

    @Test
    void epochsAreAboveEveryOneThatTheOperatorKnowsOf() {
        PoolStory after = recovered(new Recovery(WALL, WALL * 2000, true, OPERATOR));
        after.at(31_000);
        after.a.seq(100).checksIn().isPrimary(WALL * 2000 + 1);
    }

    @Test
    void unsafeNowGrantsAtOnce() {
        PoolStory after = recovered(new Recovery(WALL, 0, true, OPERATOR));
        after.at(31_000);

        after.a.seq(100).checksIn().isPrimary(WALL * 1000 + 1);

        assertThat(after.lastChange().trigger()).isEqualTo(Trigger.by(OPERATOR, ChangeCause.UNSAFE_NOW));
    }

    @Test
    void operatorMayEndTheQuietOfOnePool() {
        PoolStory after = recovered(new Recovery(WALL, 0, false, OPERATOR));
        after.at(31_000);
        after.a.seq(100).checksIn();
        after.failsOverTo(after.a).isRefused(Refusal.POOL_QUIET, "unsafe_now");

        after.operates(new Operation.Failover(Optional.of(after.a.id()), true)).isOperated("-", "a");

        after.a.checksIn().isPrimary(WALL * 1000 + 1);
    }

    @Test
    void handlesOfBeforeStandForNothing() {
        PoolStory before = held();
        Recovery recovery = new Recovery(WALL, 0, true, OPERATOR);
        LeaseMachine machine = LeaseMachine.from(image(recovery.of(before.machine.image())));

        Decision renewal = machine.apply(
                        new Stamp(new ClusterTime(31_000), WALL),
                        java.util.List.of(new Command.Renewal(new Handle(1), 1_000, Holding.UNSAID)),
                        change -> {})
                .get(0);

        new Told(renewal).isRefused(Refusal.UNKNOWN_HANDLE);
        PoolStory after = new PoolStory(machine);
        after.at(31_000);
        assertThat(after.a.seq(100).checksIn().answer().handle().number()).isGreaterThan(WALL * 1000);
    }

    @Test
    void wallClockBehindTheNewestOneStoredIsRefused() {
        StateImage stored = held().machine.image();
        assertThat(stored.newestWallMillis()).isEqualTo(1_700_000_030_000L);

        assertThat(violations(new Recovery(1_700_000_029_999L, 0, false, OPERATOR).of(stored)))
                .isEqualTo("wall_clock_ms");
        assertThat(new Recovery(1_700_000_030_000L, 0, false, OPERATOR).of(stored))
                .isInstanceOf(Recovery.Outcome.Recovered.class);
    }

    /** As after a floor that is far above the wall clock: what was granted between the backup and its loss is cleared by a leap. */
    @Test
    void epochsAboveTheWallClockAreLeaptOver() {
        long floor = WALL * 1000 + (1L << 45);
        StateImage second = image(
                new Recovery(WALL, floor, false, OPERATOR).of(held().machine.image()));
        StateImage third = image(new Recovery(WALL + 1, 0, false, OPERATOR).of(second));

        assertThat(second.lastEpoch()).isEqualTo(floor);
        assertThat(third.lastEpoch()).isEqualTo(floor + (1L << 40));
        assertThat(third.lostEpochs()).contains(new LostEpochs(floor, floor + (1L << 40)));
    }

    /** The wall clock gives the very epoch that was granted last. */
    @Test
    void epochThatTheWallClockIsAtIsLeaptOver() {
        long floor = (WALL + 1) * 1000;
        StateImage second = image(
                new Recovery(WALL, floor, false, OPERATOR).of(held().machine.image()));
        StateImage third = image(new Recovery(WALL + 1, 0, false, OPERATOR).of(second));

        assertThat(third.lastEpoch()).isEqualTo(floor + (1L << 40));
    }

    @Test
    void epochThatJsonCannotCarryIsRefused() {
        StateImage stored = held().machine.image();
        assertThat(violations(new Recovery(WALL, Epoch.LIMIT - 1, false, OPERATOR).of(stored)))
                .isEqualTo("next_epoch");
        assertThat(violations(new Recovery(Long.MAX_VALUE, 0, false, OPERATOR).of(stored)))
                .isEqualTo("next_epoch");
        assertThat(violations(new Recovery(WALL, -1, false, OPERATOR).of(stored)))
                .isEqualTo("epoch_floor");
        assertThat(violations(new Recovery(WALL, Epoch.LIMIT - (1L << 32), false, OPERATOR).of(stored)))
                .isEqualTo("next_epoch");
        assertThat(new Recovery(WALL, Epoch.LIMIT - (1L << 32) - 1, false, OPERATOR).of(stored))
                .isInstanceOf(Recovery.Outcome.Recovered.class);
    }

    @Test
    void poolThatNeverHadAPrimaryWaitsForItsCandidatesAfterTheQuiet() {
        PoolStory before = new PoolStory();
        before.set(PoolStory.bootstrap(2, 0));
        before.a.checksIn().isStandby(RoleReason.BOOTSTRAPPING);
        PoolStory after = new PoolStory(
                LeaseMachine.from(image(new Recovery(WALL, 0, false, OPERATOR).of(before.machine.image()))));
        after.at(Limits.LONGEST_LEASE_MILLIS);

        after.a.seq(100).checksIn().isStandby(RoleReason.BOOTSTRAPPING);

        after.b.checksIn().isStandby(RoleReason.ANOTHER_DESIGNATED);
    }

    @Test
    void deletedNameIsQuietForTheWholeTimeLikeOneThatIsNotKnown() {
        PoolStory before = held();
        before.operates(new Operation.Delete());

        PoolStory after = new PoolStory(
                LeaseMachine.from(image(new Recovery(WALL, 0, false, OPERATOR).of(before.machine.image()))));

        after.is("NO POOL").at(150_000);
        after.a.run(0xA2).checksIn().isStandby(RoleReason.QUIET);
        after.is("QUIET until " + QUIET_UNTIL);
    }

    @Test
    void deletedNameThatIsInUseAgainIsRemembered() {
        PoolStory before = new PoolStory();
        before.a.checksIn();
        before.operates(new Operation.Delete());
        before.b.checksIn().isStandby(RoleReason.POOL_DELETED);

        PoolStory after = new PoolStory(
                LeaseMachine.from(image(new Recovery(WALL, 0, false, OPERATOR).of(before.machine.image()))));

        after.is("QUIET until " + Limits.LONGEST_LEASE_MILLIS);
        assertThat(after.machine.instances()).isOne();
    }

    @Test
    void reignThatARecoveryEndsIsNamed() {
        PoolStory before = new PoolStory();
        before.a.checksIn().isPrimary(1);

        StateImage image = image(new Recovery(WALL, 0, false, OPERATOR).of(before.machine.image()));

        List<Change> history = LeaseMachine.from(image).history(PoolStory.POOL).orElseThrow();
        Change last = history.get(history.size() - 1);
        assertThat(last.from()).contains(before.a.id());
        assertThat(last.epoch()).isEqualTo(1);
    }

    /** The walks meet pauses, cordons, alarms, disputes, drains, deletions and every other thing that a state may hold. */
    @Test
    void nothingElseOfAnyStateIsChanged() {
        int compared = 0;
        for (long seed = 1; seed <= 200; seed++) {
            Walk walk = new Walk(seed);
            LeaseMachine machine = new LeaseMachine();
            for (int step = 0; step < 100; step++) {
                Stamp stamp = walk.next(machine);
                List<Command> commands = walk.commands();
                walk.answered(commands, machine.apply(stamp, commands, change -> {}));
            }
            StateImage stored = machine.image();
            StateImage after = LeaseMachine.from(image(new Recovery(WALL, 0, false, OPERATOR).of(stored)))
                    .image();
            ExactRecovery.check(stored, after, WALL);
            compared += stored.pools().size();
        }
        assertThat(compared).isGreaterThan(200);
    }

    @Test
    void whatARecoveryLostWouldBeSeen() {
        PoolStory story = held();
        story.a.run(0xA2).checksIn();
        story.operates(new Operation.Pause(OptionalLong.of(90_000)));
        StateImage stored = story.machine.image();
        PoolImage pool = stored.pools().get(0);
        StateImage paused = image(new Recovery(WALL, 0, false, OPERATOR).of(stored));
        PoolImage kept = paused.pools().get(0);

        StateImage resumed = with(
                paused,
                new PoolImage(
                        kept.name(),
                        kept.set(),
                        kept.tenure(),
                        kept.lastPrimary(),
                        Optional.empty(),
                        kept.appointment(),
                        kept.failbackNotBefore(),
                        kept.alarms(),
                        kept.history(),
                        kept.seats()));
        StateImage empty = with(
                paused,
                new PoolImage(
                        kept.name(),
                        kept.set(),
                        kept.tenure(),
                        kept.lastPrimary(),
                        kept.pause(),
                        kept.appointment(),
                        kept.failbackNotBefore(),
                        kept.alarms(),
                        kept.history(),
                        List.of()));

        assertThat(pool.seats()).isNotEmpty();
        ExactRecovery.check(stored, paused, WALL);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ExactRecovery.check(stored, resumed, WALL))
                .withMessageContaining("pools.pool.pause");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ExactRecovery.check(stored, empty, WALL))
                .withMessageContaining("pools.pool.seats.a");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ExactRecovery.check(stored, with(paused), WALL))
                .withMessageContaining("pools.pool");
    }

    private static StateImage with(StateImage image, PoolImage... pools) {
        return new StateImage(
                image.time(),
                image.newestWallMillis(),
                image.quietUntil(),
                image.lastEpoch(),
                image.lastHandle(),
                image.lastNonce(),
                image.lostEpochs(),
                List.of(pools));
    }

    private static PoolStory recovered(Recovery recovery) {
        return new PoolStory(LeaseMachine.from(image(recovery.of(held().machine.image()))));
    }

    private static PoolStory held() {
        PoolStory story = new PoolStory();
        story.a.checksIn().isPrimary(1);
        story.at(30_000);
        story.a.holding(1).checksIn().isPrimary(1);
        return story;
    }

    private static StateImage image(Recovery.Outcome outcome) {
        return ((Recovery.Outcome.Recovered) outcome).image();
    }

    private static String violations(Recovery.Outcome outcome) {
        return ((Recovery.Outcome.Refused) outcome).violations().get(0).field();
    }
}
