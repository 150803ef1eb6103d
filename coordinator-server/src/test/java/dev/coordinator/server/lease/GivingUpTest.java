package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The holder's word: release, leave, unelectable. */
final class GivingUpTest {

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;

    @Test
    void releaseEndsTheReignAtOnceAndIsNeverAnsweredPrimary() {
        givenAHoldsAndBStandsBy();

        a.holding(1).releasing().checksIn().isStandby(RoleReason.YIELDED);

        story.is("DESIGNATED b").tells("VACATED RELEASED a>- 1", "DESIGNATED RELEASED a>b");
        b.checksIn().isPrimary(2);
    }

    @Test
    void releaseThatNamesNoEpochOrNothingEndsTheReign() {
        a.checksIn();
        a.releasing().checksIn().isStandby(RoleReason.YIELDED);
        a.holding(0).checksIn().isPrimary(2);
        a.holding(0).releasing().checksIn().isStandby(RoleReason.YIELDED);
        story.is("DESIGNATED a");
    }

    @Test
    void releaseThatNamesAnotherEpochEndsNothing() {
        a.checksIn();
        a.holding(0).checksIn().isPrimary(2);

        a.holding(1).releasing().checksIn();

        story.is("HELD a 2 until 120000");
    }

    @Test
    void releaseByOneThatDoesNotHoldEndsNothing() {
        givenAHoldsAndBStandsBy();

        b.releasing().checksIn().isStandby(RoleReason.YIELDED);

        story.is("HELD a 1 until 120000").tells();
    }

    @Test
    void ofTwoThatYieldedTheLaterOneRanksLast() {
        givenAHoldsAndBStandsBy();
        a.releasing().checksIn();
        b.checksIn().isPrimary(2);
        story.at(10_000);
        a.checksIn();

        b.priority(9).releasing().checksIn().isStandby(RoleReason.YIELDED);

        story.is("DESIGNATED a");
        assertThat(story.ranking()).containsExactly("a CHOSEN", "b YIELDED");
    }

    @Test
    void oneThatYieldedRanksLastForOneIntervalAndNotLonger() {
        givenAHoldsAndBStandsBy();
        a.priority(9).releasing().checksIn();
        story.c.checksIn();
        b.checksIn().isPrimary(2);

        story.at(29_999);
        a.checksIn();
        story.c.checksIn();
        b.checksIn().seesInLine("c", "a");
        story.at(30_000);
        b.checksIn().seesInLine("a", "c");
    }

    @Test
    void soleCandidateThatYieldedIsAwaitedAgain() {
        a.checksIn();
        a.releasing().checksIn().isStandby(RoleReason.YIELDED).comesExactlyIn(50);

        story.is("DESIGNATED a").at(50);
        a.holding(0).checksIn().isPrimary(2);
    }

    @Test
    void leaveEndsTheReignAndKeepsTheSeat() {
        givenAHoldsAndBStandsBy();

        a.leaves().hasLeft(Optional.of(1L));

        story.is("DESIGNATED b").tells("VACATED LEFT a>- 1", "DESIGNATED LEFT a>b");
        assertThat(story.seat(a).left()).isTrue();
        assertThat(story.seat(a).seq()).isEqualTo(2);
    }

    @Test
    void incarnationThatLeftNeverReturns() {
        givenAHoldsAndBStandsBy();
        a.leaves();

        a.checksIn().isSuperseded(RoleReason.LEFT);
        a.renews().isRefused(Refusal.UNKNOWN_HANDLE);
        a.leaves().hasLeft(Optional.empty());
        story.at(PoolStory.RETENTION - 1);
        a.checksIn().isSuperseded(RoleReason.LEFT);
    }

    @Test
    void leaveByOneThatDoesNotHoldEndsNoReign() {
        givenAHoldsAndBStandsBy();

        b.leaves().hasLeft(Optional.empty());

        story.is("HELD a 1 until 120000").tells();
    }

    @Test
    void leaveOfTheDesignatedOneMakesRoomForTheNext() {
        givenAHoldsAndBStandsBy();
        story.c.checksIn();
        a.leaves();
        story.is("DESIGNATED b");

        b.leaves().hasLeft(Optional.empty());

        story.is("DESIGNATED c");
    }

    @Test
    void leaveOfWhatIsNotThereIsRefused() {
        a.leaves().isRefused(Refusal.UNKNOWN_POOL, "pool");
        b.checksIn();
        a.leaves().isRefused(Refusal.UNKNOWN_INSTANCE, "instance_id");
        b.run(7).leaves().isRefused(Refusal.WRONG_INCARNATION, "incarnation");
        b.bare().leaves().isRefused(Refusal.INCARNATION_REQUIRED, "incarnation");
    }

    @Test
    void unelectableWhileHoldingDrainsWithoutRenewal() {
        givenAHoldsAndBStandsBy();

        story.at(30_000);
        a.electable(false).holding(1).checksIn().isDraining(1, 78_000, 90_000).comesExactlyIn(1_000);
        story.is("DRAINING a 1 until 120000").tells("DRAINING UNELECTABLE a>- 1");
        story.at(33_000);
        a.holding(1).checksIn().isDraining(1, 75_000, 87_000);
        b.checksIn().isStandby(RoleReason.ANOTHER_HOLDS);
    }

    @Test
    void silenceOnTheEpochWhileUnelectableDrainsToo() {
        givenAHoldsAndBStandsBy();

        a.electable(false).checksIn().isDraining(1, PoolStory.VALID, PoolStory.TTL);
        a.renews().isDraining(1, PoolStory.VALID, PoolStory.TTL);
    }

    @Test
    void drainingAnswerNeverCarriesLessThanNothing() {
        givenAHoldsAndBStandsBy();
        a.electable(false).holding(1).checksIn();

        story.at(107_999);
        a.holding(1).checksIn().isDraining(1, 1, 12_001);
        story.at(108_000);
        a.holding(1).checksIn().isDraining(1, 0, 12_000);
        story.at(119_999);
        a.holding(1).checksIn().isDraining(1, 0, 1);
    }

    @Test
    void drainEndsWhenTheHolderHoldsNothingAndItIsNotAnsweredPrimary() {
        givenAHoldsAndBStandsBy();
        a.electable(false).holding(1).checksIn();
        story.news();

        a.holding(0).checksIn().isUnelectable();

        story.is("DESIGNATED b").tells("VACATED UNELECTABLE a>- 1", "DESIGNATED UNELECTABLE a>b");
    }

    @Test
    void electableAgainButHoldingNothingEndsTheDrainWithoutANewEpoch() {
        a.checksIn();
        a.electable(false).checksIn();

        a.electable(true).holding(0).checksIn().isStandby(RoleReason.YIELDED);

        story.is("DESIGNATED a");
    }

    @Test
    void releaseAndLeaveEndADrain() {
        a.checksIn();
        a.electable(false).checksIn();
        a.holding(1).releasing().checksIn().isUnelectable();
        story.is("VACANT");

        b.checksIn().isPrimary(2);
        b.electable(false).checksIn();
        b.leaves().hasLeft(Optional.of(2L));
        story.is("VACANT");
    }

    @Test
    void drainEndsAtTheDeadlineAndNotBefore() {
        givenAHoldsAndBStandsBy();
        a.electable(false).checksIn();
        story.at(90_000);
        b.checksIn();

        story.at(119_999).tick().is("DRAINING a 1 until 120000");
        story.at(120_000).tick().is("DESIGNATED b");
    }

    @Test
    void electableAgainCallsTheDrainOffAndThePrimaryStays() {
        givenAHoldsAndBStandsBy();
        a.electable(false).checksIn();
        story.news();

        story.at(10_000);
        a.electable(true).holding(1).checksIn().isPrimary(1).because(RoleReason.RENEWED);

        story.is("HELD a 1 until 130000").tells("DRAIN_CALLED_OFF ELECTABLE_AGAIN a>a 1");
    }

    @Test
    void unelectableThatHoldsNothingEndsTheReignAtOnce() {
        givenAHoldsAndBStandsBy();

        a.electable(false).holding(0).checksIn().isUnelectable();

        story.is("DESIGNATED b").tells("VACATED UNELECTABLE a>- 1", "DESIGNATED UNELECTABLE a>b");
    }

    @Test
    void unelectableIsNeverChosen() {
        a.electable(false).checksIn().isUnelectable();
        story.is("VACANT");
        b.checksIn().isPrimary(1);
        b.releasing().checksIn();
        story.is("DESIGNATED b");
    }

    @Test
    void designatedOneThatBecomesUnelectableIsPassedOver() {
        givenAHoldsAndBStandsBy();
        story.c.checksIn();
        a.leaves();
        story.is("DESIGNATED b").news();

        b.electable(false).checksIn().isUnelectable();

        story.is("DESIGNATED c").tells("DESIGNATED UNELECTABLE b>c");
    }

    @Test
    void leavingTwiceIsLeavingOnce() {
        a.checksIn();
        a.leaves();
        StateImage left = story.machine.image();

        a.leaves().hasLeft(Optional.empty());

        assertThat(story.machine.image()).isEqualTo(left);
        story.at(PoolStory.RETENTION - 1);
        a.leaves().hasLeft(Optional.empty());
        story.at(PoolStory.RETENTION).tick().is("NO POOL");
    }

    private void givenAHoldsAndBStandsBy() {
        a.checksIn().isPrimary(1);
        b.checksIn().isStandby(RoleReason.ANOTHER_HOLDS);
        story.news();
    }
}
