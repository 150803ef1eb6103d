package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators' standing words: no automatic moves of a pool, an instance that must not be primary. */
final class PauseAndCordonTest {

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
    void lapsedLeaseOfAPausedPoolIsTakenByNobodyButTheLastPrimary() {
        story.pauses().isOperated("a", "-");
        story.at(120_000);
        b.checksIn().isStandby(RoleReason.PAUSED);
        story.is("VACANT").tells("PAUSED REQUESTED ->-", "VACATED EXPIRED a>- 1");
        assertThat(b.checksIn().answer().paused()).isTrue();

        a.run(0xA2).checksIn().nonce();
        a.holding(0).checksIn().isPrimary(2);
    }

    @Test
    void renewalsGoOnInAPausedPool() {
        story.pauses();
        story.at(30_000);
        a.holding(1).checksIn().isPrimary(1);
    }

    @Test
    void pauseTakesADesignationBack() {
        a.holding(0).releasing().checksIn();
        story.is("DESIGNATED b").news();

        story.pauses();

        story.is("DESIGNATED a").tells("PAUSED REQUESTED ->-", "DESIGNATED PAUSED b>a");
        b.checksIn().isStandby(RoleReason.ANOTHER_DESIGNATED);
    }

    @Test
    void explicitSwitchoverWorksInAPausedPool() {
        story.pauses();
        story.switchesOverTo(b).isOperated("a", "b");
        a.holding(0).checksIn().isStandby(RoleReason.YIELDED);
        b.checksIn().isPrimary(2);
        story.at(200_000).tick().is("VACANT");
        b.checksIn().isPrimary(3);
    }

    @Test
    void explicitFailoverWorksInAPausedPool() {
        story.pauses();
        story.at(120_000);
        b.checksIn().isStandby(RoleReason.PAUSED);
        story.failsOverTo(b).isOperated("-", "b");
        b.checksIn().isPrimary(2);
    }

    @Test
    void resumeFillsTheVacancy() {
        story.pauses();
        story.at(120_000);
        b.checksIn();

        story.resumes().isOperated("-", "b");

        story.is("DESIGNATED b");
        story.news();
        story.resumes();
        story.tells();
    }

    @Test
    void pauseEndsByItself() {
        story.operates(new Operation.Pause(OptionalLong.of(125_000)));
        story.at(124_999);
        b.checksIn();
        story.is("VACANT").news();

        story.at(125_000).tick();

        story.is("DESIGNATED b").tells("RESUMED LAPSED ->-", "DESIGNATED EXPIRED a>b");
    }

    @Test
    void pausedPoolOutlivesItsSeats() {
        story.pauses();
        story.at(PoolStory.RETENTION + 1_000_000).tick();
        assertThat(story.view().instances()).isZero();
        assertThat(story.view().pause()).isPresent();
        story.resumes();
        story.is("NO POOL");
    }

    @Test
    void cordonedPrimaryDrainsWithoutRenewalAndIsNotChosenAgain() {
        story.at(20_000).cordons(a).isOperated("a", "-");
        story.is("DRAINING a 1 until 120000").tells("CORDONED REQUESTED a>a", "DRAINING CORDONED a>- 1");

        a.holding(1).checksIn().isDraining(1, 88_000, 100_000).because(RoleReason.CORDONED);
        b.checksIn();
        a.holding(0).checksIn().isUnelectable(RoleReason.CORDONED);
        story.is("DESIGNATED b");
        b.leaves();
        c.leaves();
        story.is("VACANT");
        a.checksIn().isUnelectable(RoleReason.CORDONED);
    }

    @Test
    void uncordonedPrimaryThatHasNotStoppedStays() {
        story.cordons(a);
        story.uncordons(a);
        story.is("DRAINING a 1 until 120000");

        story.at(10_000);
        a.holding(1).checksIn().isPrimary(1);
        assertThat(story.lastChange().cause()).isEqualTo(ChangeCause.ELECTABLE_AGAIN);
    }

    @Test
    void cordonEndsByItselfAndBothEndsAreRecorded() {
        a.leaves();
        b.leaves();
        story.operates(new Operation.Cordon(c.id(), OptionalLong.of(10_000)));
        story.is("VACANT").news();
        story.at(9_999).tick().is("VACANT");

        story.at(10_000).tick().is("DESIGNATED c").tells("UNCORDONED LAPSED c>c", "DESIGNATED LEFT a>c");
        assertThat(story.machine.history(PoolStory.POOL).orElseThrow())
                .extracting(Change::kind)
                .contains(ChangeKind.CORDONED, ChangeKind.UNCORDONED);
    }

    @Test
    void designatedOneThatLeavesIsPassedOverForThatReason() {
        a.holding(0).releasing().checksIn();
        story.is("DESIGNATED b").news();

        b.leaves();

        story.is("DESIGNATED c").tells("DESIGNATED LEFT b>c");
    }

    @Test
    void cordonTakesADesignationAway() {
        a.holding(0).releasing().checksIn();
        story.is("DESIGNATED b");

        story.cordons(b);

        story.is("DESIGNATED c");
        assertThat(story.lastChange().cause()).isEqualTo(ChangeCause.CORDONED);
    }

    @Test
    void cordonedSeatIsNotForgotten() {
        story.cordons(c);
        story.at(2 * PoolStory.RETENTION).tick();
        assertThat(story.view().instances()).isEqualTo(1);
        assertThat(story.seat(c).cordon().orElseThrow().actor()).isEqualTo(PoolStory.OPERATOR);
        story.uncordons(c);
        story.is("NO POOL");
    }

    @Test
    void newRunOfACordonedInstanceIsCordoned() {
        story.cordons(a);
        a.run(0xA2).naming(a).checksIn().isUnelectable(RoleReason.CORDONED);
        story.is("DESIGNATED b");
    }

    @Test
    void badWordsAreRefused() {
        story.operates(new Operation.Pause(OptionalLong.of(0))).isRefused(Refusal.OUT_OF_RANGE, "for_ms");
        story.operates(new Operation.Cordon(a.id(), OptionalLong.of(Long.MAX_VALUE)))
                .isRefused(Refusal.OUT_OF_RANGE, "for_ms");
        story.cordons(new Caller(story, "x", 7)).isRefused(Refusal.UNKNOWN_INSTANCE, "instance_id");
        story.uncordons(new Caller(story, "x", 7)).isRefused(Refusal.UNKNOWN_INSTANCE, "instance_id");
        story.does(new Command.Operate(new PoolName("none"), new Operation.Resume(), Actor.NONE))
                .isRefused(Refusal.UNKNOWN_POOL, "pool");
    }

    @Test
    void readersSeeAPauseAndWhatIsLeftOfIt() {
        story.operates(new Operation.Pause(OptionalLong.of(50_000)));
        story.at(20_000).tick();
        assertThat(story.view().pause())
                .isEqualTo(
                        Optional.of(new Suspension(PoolStory.OPERATOR, 1_700_000_000_000L, OptionalLong.of(30_000))));
    }
}
