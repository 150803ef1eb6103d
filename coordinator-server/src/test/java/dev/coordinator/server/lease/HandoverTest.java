package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A planned handover: the primary is asked to stop, and stays if it doesn't. */
final class HandoverTest {

    private static final long DRAIN_TIMEOUT = 60_000;

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;
    private final Caller c = story.c;

    @BeforeEach
    void aHoldsAndTheOthersStandBy() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        c.checksIn();
        story.news();
    }

    @Test
    void switchoverAsksThePrimaryToStopAndGivesTheLeaseToTheOneNamed() {
        story.at(10_000).switchesOverTo(c).isOperated("a", "c");
        story.is("DRAINING a 1 until 120000").tells("DRAINING SWITCHOVER a>c 1");

        story.at(11_000);
        a.holding(1).checksIn().isDraining(1, PoolStory.VALID, DRAIN_TIMEOUT).because(RoleReason.HANDOVER);
        story.at(15_000);
        a.holding(0).checksIn().isStandby(RoleReason.YIELDED);
        story.is("DESIGNATED c").tells("VACATED RELEASED a>- 1", "DESIGNATED SWITCHOVER a>c");

        story.at(15_250);
        c.checksIn().isPrimary(2);
        story.tells("GRANTED SWITCHOVER a>c 2");
    }

    @Test
    void gapIsMeasuredAndTheOperatorIsRecorded() {
        story.at(10_000).switchesOverTo(b);
        a.holding(0).checksIn();
        story.at(10_250);
        b.checksIn();

        Change granted = story.lastChange();
        assertThat(granted.vacantForMillis()).isEqualTo(250);
        assertThat(granted.trigger().actor()).isEqualTo(PoolStory.OPERATOR);
        assertThat(story.ranking()).containsExactly("b CHOSEN", "c NOT_THE_TARGET", "a NOT_THE_TARGET");
    }

    @Test
    void leaseIsRenewedWhileAPlannedDrainRuns() {
        story.switchesOverTo(b);
        story.at(30_000);
        a.holding(1).checksIn().isDraining(1, PoolStory.VALID, DRAIN_TIMEOUT);
        story.at(50_000);
        a.holding(1).checksIn().isDraining(1, PoolStory.VALID, DRAIN_TIMEOUT - 20_000);
        story.is("DRAINING a 1 until 170000");
    }

    @Test
    void timeToStopRunsFromTheFirstAnswerThatAsksForIt() {
        story.switchesOverTo(b);
        story.at(30_000);
        a.holding(1).checksIn();
        b.checksIn();

        story.at(30_000 + DRAIN_TIMEOUT - 1).tick().is("DRAINING a 1 until 150000");
        b.checksIn();
        story.at(30_000 + DRAIN_TIMEOUT).tick().is("HELD a 1 until 150000");
        assertThat(story.lastChange().cause()).isEqualTo(ChangeCause.TIMED_OUT);
        a.holding(1).checksIn().isPrimary(1);
    }

    @Test
    void primaryThatNeverComesLosesTheLeaseByItsDeadlineToTheOneNamed() {
        story.switchesOverTo(c);
        story.at(119_000);
        b.checksIn();
        c.checksIn();

        story.at(119_999).tick().is("DRAINING a 1 until 120000");
        story.at(120_000).tick().is("DESIGNATED c");
        assertThat(story.news())
                .extracting(Change::kind, Change::cause)
                .endsWith(
                        org.assertj.core.groups.Tuple.tuple(ChangeKind.VACATED, ChangeCause.EXPIRED),
                        org.assertj.core.groups.Tuple.tuple(ChangeKind.DESIGNATED, ChangeCause.SWITCHOVER));
    }

    @Test
    void handoverIsCalledOffWhenItsTargetLeavesOrMustNotBePrimary() {
        story.switchesOverTo(b);
        b.leaves();
        story.is("HELD a 1 until 120000").tells("DRAINING SWITCHOVER a>b 1", "DRAIN_CALLED_OFF TARGET_LOST a>a 1");

        story.switchesOverTo(c);
        c.electable(false).checksIn();
        story.is("HELD a 1 until 120000");
    }

    @Test
    void handoverIsCalledOffWhenItsTargetIsLost() {
        story.at(60_000);
        a.holding(1).checksIn();
        story.at(110_000);
        a.holding(1).checksIn();
        story.switchesOverTo(c);
        story.at(111_000);
        a.holding(1).checksIn();

        story.at(120_000).tick().is("HELD a 1 until 231000");
        assertThat(story.lastChange().cause()).isEqualTo(ChangeCause.TARGET_LOST);
    }

    @Test
    void handoverIsCalledOffByAnOperator() {
        story.switchesOverTo(b);

        story.operates(new Operation.CallOff()).isOperated("a", "-");

        story.is("HELD a 1 until 120000").tells("DRAINING SWITCHOVER a>b 1", "DRAIN_CALLED_OFF REQUESTED a>a 1");
        story.operates(new Operation.CallOff()).isOperated("a", "-");
        story.tells();
    }

    @Test
    void drainOfOneThatMustNotBePrimaryIsNotAnOperatorsToCallOff() {
        a.holding(1).electable(false).checksIn();

        story.operates(new Operation.CallOff()).isRefused(Refusal.NO_HANDOVER);
    }

    @Test
    void switchoverWithoutATargetGoesToTheBestOfTheOthers() {
        c.priority(5).checksIn();

        story.operates(new Operation.Switchover(Optional.empty())).isOperated("a", "c");
    }

    @Test
    void switchoverAskedForTwiceIsOneHandover() {
        story.switchesOverTo(b);
        story.news();

        story.switchesOverTo(b).isOperated("a", "b");
        story.operates(new Operation.Switchover(Optional.empty())).isOperated("a", "b");

        story.tells();
    }

    @Test
    void anotherTargetTakesTheHandoverOver() {
        story.switchesOverTo(b);
        story.at(1_000);
        a.holding(1).checksIn();

        story.switchesOverTo(c).isOperated("a", "c");
        a.holding(0).checksIn();

        story.is("DESIGNATED c");
    }

    @Test
    void switchoverNeedsAPrimaryAndAFitTarget() {
        story.switchesOverTo(a).isRefused(Refusal.UNFIT_TARGET, "to");
        b.electable(false).checksIn();
        story.switchesOverTo(b).isRefused(Refusal.UNFIT_TARGET, "to");
        story.switchesOverTo(new Caller(story, "x", 7)).isRefused(Refusal.UNKNOWN_INSTANCE, "to");
        c.leaves();
        story.switchesOverTo(c).isRefused(Refusal.UNFIT_TARGET, "to");
        story.operates(new Operation.Switchover(Optional.empty())).isRefused(Refusal.NO_SUCCESSOR, "pool");
        a.leaves();
        story.operates(new Operation.Switchover(Optional.empty())).isRefused(Refusal.NO_PRIMARY, "pool");
    }

    @Test
    void primaryThatSaysItMustNotBeIsNotRenewedAnyMoreAndTheTargetStands() {
        story.switchesOverTo(c);
        story.at(10_000);
        a.holding(1).checksIn();
        story.at(20_000);

        a.holding(1).electable(false).checksIn().isDraining(1, 98_000, 110_000);

        a.holding(0).checksIn().isUnelectable();
        story.is("DESIGNATED c");
    }

    @Test
    void bareClientHandsOverByItsRelease() {
        PoolStory bare = new PoolStory();
        Caller old = bare.a.bare();
        old.checksIn().isPrimary(1);
        bare.b.checksIn();
        bare.switchesOverTo(bare.b);

        old.checksIn().isDraining(1, PoolStory.VALID, DRAIN_TIMEOUT);
        old.releasing().checksIn().isStandby(RoleReason.YIELDED);

        bare.b.checksIn().isPrimary(2);
    }

    @Test
    void newRunOfThePrimaryDoesNotUndoTheHandover() {
        story.switchesOverTo(b);

        a.run(0xA2).naming(a).checksIn().isStandby(RoleReason.YIELDED);

        story.is("DESIGNATED b");
    }

    @Test
    void targetThatIsStaleIsPassedOverForAFreshOne() {
        story.at(60_000);
        b.checksIn();
        a.holding(1).checksIn();
        story.switchesOverTo(c);
        a.holding(0).checksIn();

        story.is("DESIGNATED b");
    }

    @Test
    void whenItIsCalledOffIsShownThoughTheLeaseWouldEndBefore() {
        story.set(new SettingsChange(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.of(10 * PoolStory.TTL),
                Optional.empty(),
                OptionalLong.empty()));
        story.switchesOverTo(b);
        a.holding(1).checksIn();

        PoolView pool = story.machine.view(PoolStory.POOL).orElseThrow();

        assertThat(pool.leaseRemainingMillis()).isEqualTo(PoolStory.TTL);
        assertThat(pool.callOffInMillis()).isEqualTo(10 * PoolStory.TTL);
    }

    @Test
    void holderThatSpeaksOfAnotherEpochNeitherRenewsNorEndsItsOwn() {
        story.at(10_000).switchesOverTo(b);

        a.holding(7).checksIn().isStandby(RoleReason.EPOCH_ENDED);

        story.is("DRAINING a 1 until 120000");
    }

    /** It doesn't want the lease any more, and b was to have it. */
    @Test
    void newRunOfThePrimaryDoesNotTakeTheLeaseFromTheOneThatItIsToGoTo() {
        story.at(10_000).switchesOverTo(b);
        a.holding(1).electable(false).checksIn();

        Caller next = a.run(0xA2);
        next.naming(a).checksIn().isStandby(RoleReason.ANOTHER_DESIGNATED);

        story.is("DESIGNATED b");
    }
}
