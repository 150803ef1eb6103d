package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators' words that meet one another, or something that goes on already. */
final class OperatorsWordTest {

    private static final Operation SWITCHOVER_TO_ANYONE = new Operation.Switchover(Optional.empty());
    private static final long YEAR = 365L * 24 * 3_600_000;

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
    void cordonDuringAHandoverKeepsItsTargetAndRenewsNothing() {
        story.switchesOverTo(c);

        story.at(1_000).cordons(a).isOperated("a", "c");

        a.holding(1).checksIn().isDraining(1, 107_000, 119_000).because(RoleReason.CORDONED);
        a.holding(0).checksIn().isUnelectable(RoleReason.CORDONED);
        story.is("DESIGNATED c");
    }

    @Test
    void cordonOfOneThatDrainsByItselfChangesNothingInTheDrain() {
        a.holding(1).electable(false).checksIn();
        story.news();

        story.cordons(a);

        story.tells("CORDONED REQUESTED a>a");
        a.electable(true).holding(1).checksIn().isDraining(1, PoolStory.VALID, PoolStory.TTL);
        story.uncordons(a);
        a.holding(1).checksIn().isPrimary(1);
    }

    @Test
    void switchoverOfADrainThatGoesOnNamesItsSuccessor() {
        a.holding(1).electable(false).checksIn();

        story.operates(SWITCHOVER_TO_ANYONE).isOperated("a", "b");
        story.switchesOverTo(c).isOperated("a", "c");

        a.holding(1).checksIn().isDraining(1, PoolStory.VALID, PoolStory.TTL).because(RoleReason.REPORTED_UNELECTABLE);
        a.holding(0).checksIn();
        story.is("DESIGNATED c");
    }

    @Test
    void switchoverOfADrainNeedsASuccessorToo() {
        b.leaves();
        c.leaves();
        a.holding(1).electable(false).checksIn();
        story.operates(SWITCHOVER_TO_ANYONE).isRefused(Refusal.NO_SUCCESSOR, "pool");
    }

    @Test
    void operatorTakesAFailbackOver() {
        story.set(PoolStory.failback(0));
        story.at(1_000);
        b.priority(5).checksIn();
        a.holding(1).checksIn().isDraining(1, PoolStory.VALID, 60_000);

        story.switchesOverTo(c).isOperated("a", "c");
        story.pauses();

        story.is("DRAINING a 1 until 121000");
        a.holding(0).checksIn();
        story.is("DESIGNATED c");
    }

    @Test
    void pauseEndsWhatAFailbackHasBegun() {
        story.set(PoolStory.failback(0));
        story.at(1_000);
        b.priority(5).checksIn();
        a.holding(0).checksIn().isStandby(RoleReason.YIELDED);
        story.is("DESIGNATED b");

        story.pauses();

        story.is("DESIGNATED a");
    }

    @Test
    void failoverToAnUnfitTargetIsRefused() {
        c.leaves();
        story.failsOverTo(c).isRefused(Refusal.UNFIT_TARGET, "to");
        assertThat(whyUnfit(c)).isEqualTo("c, which has left");
        story.cordons(b);
        assertThat(whyUnfit(b)).isEqualTo("b, which is cordoned");
        story.uncordons(b);
        b.electable(false).checksIn();
        assertThat(whyUnfit(b)).isEqualTo("b, which is unelectable");
        story.at(119_999);
        a.holding(1).checksIn();
        story.at(120_000);
        assertThat(whyUnfit(b)).isEqualTo("b, which is lost");
        assertThat(whyUnfit(a)).isEqualTo("a, which is primary");
    }

    @Test
    void failoverToTheOneThatIsAwaitedByAnOperatorsWordAlreadyChangesNothing() {
        a.holding(0).releasing().checksIn();
        story.failsOverTo(b);
        story.is("DESIGNATED b").news();

        story.failsOverTo(b).isOperated("-", "b");

        story.tells().is("DESIGNATED b");
    }

    @Test
    void unsafeNowOfADesignationOnlyNamesAnother() {
        a.holding(0).releasing().checksIn();
        story.news();

        story.operates(new Operation.Failover(Optional.of(c.id()), true)).isOperated("-", "c");

        story.tells("DESIGNATED UNSAFE_NOW a>c");
    }

    @Test
    void uncordonFillsAVacancyAndCountsForABootstrap() {
        story.cordons(b);
        story.cordons(c);
        a.leaves();
        story.is("VACANT").news();

        story.uncordons(c).isOperated("-", "c");

        story.tells("UNCORDONED REQUESTED c>c", "DESIGNATED LEFT a>c");
        story.uncordons(c).isOperated("-", "c");
        story.tells();
    }

    @Test
    void uncordonedOneCountsForABootstrap() {
        PoolStory pool = new PoolStory();
        pool.set(PoolStory.bootstrap(2, 0));
        pool.a.checksIn();
        pool.cordons(pool.a);
        pool.b.checksIn();
        pool.is("BOOTSTRAPPING");

        pool.uncordons(pool.a);

        pool.is("DESIGNATED a");
    }

    @Test
    void wordsLastAYearAtMostAndSayHowLong() {
        assertThat(within(story.operates(new Operation.Pause(OptionalLong.of(YEAR)))))
                .hasValue(YEAR);
        assertThat(within(story.operates(new Operation.Cordon(c.id(), OptionalLong.of(1)))))
                .hasValue(1);
        story.operates(new Operation.Pause(OptionalLong.of(YEAR + 1))).isRefused(Refusal.OUT_OF_RANGE);
        assertThat(within(story.switchesOverTo(b))).hasValue(PoolStory.TTL);
        story.at(30_000);
        a.holding(1).checksIn();
        assertThat(within(story.switchesOverTo(b))).hasValue(60_000);
        assertThat(within(story.operates(new Operation.Delete()))).hasValue(PoolStory.TTL);
    }

    @Test
    void wordOnAVacantPoolHasNoEndInTime() {
        story.cordons(b);
        story.cordons(c);
        a.leaves();
        assertThat(within(story.resumes())).isEmpty();
    }

    @Test
    void vacancyRecordsWhyNobodyWasChosen() {
        story.cordons(c);
        b.electable(false).checksIn();
        story.at(120_000).tick();

        assertThat(story.lastChange().kind()).isEqualTo(ChangeKind.VACATED);
        assertThat(story.ranking()).containsExactly("a LOST", "b LOST", "c LOST");

        c.checksIn();
        b.checksIn();
        story.pauses();
        story.at(240_000).tick();
        a.run(0xA2).checksIn();
        assertThat(story.view().lastChange().orElseThrow().kind()).isEqualTo(ChangeKind.VACATED);
    }

    @Test
    void restOfALongLeaseIsNotBelievedForLongerThanTheMarginIsMeantFor() {
        story.failsOverTo(b);
        story.set(PoolStory.timing(1_000, 9_000));

        a.holding(1).checksIn().isDraining(1, 9_000 - 900, PoolStory.TTL);
    }

    @Test
    void newRunOfOneThatDrainedByItselfGoesOnAtOnce() {
        a.holding(1).electable(false).checksIn();

        a.run(0xA2).naming(a).checksIn().isPrimary(2);
    }

    @Test
    void newRunOfOneThatWasForcedOutDoesNotGoOn() {
        story.failsOverTo(b);
        b.leaves();

        a.run(0xA2).naming(a).checksIn().isStandby(RoleReason.YIELDED);

        story.is("DESIGNATED c");
    }

    @Test
    void poolThatIsDeletedForgetsItsHistory() {
        story.pauses();
        story.operates(new Operation.Delete());
        assertThat(story.machine.history(PoolStory.POOL).orElseThrow())
                .extracting(Change::kind)
                .containsExactly(ChangeKind.POOL_DELETED);
        assertThat(story.view().lastChange()).isEmpty();
        assertThat(story.view().pause()).isEmpty();
    }

    private String whyUnfit(Caller target) {
        Decision.Refused refused = (Decision.Refused)
                story.failsOverTo(target).isRefused(Refusal.UNFIT_TARGET).decision();
        return refused.violations().get(0).value();
    }

    private static OptionalLong within(Told told) {
        return ((Decision.Operated) told.decision()).withinMillis();
    }
}
