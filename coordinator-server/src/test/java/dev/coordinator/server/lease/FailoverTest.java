package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A forced failover: the lease is not renewed any more; only {@code unsafe-now} doesn't wait for its end. */
final class FailoverTest {

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
    void forcedDrainRenewsNothingAndIsNotCalledOff() {
        story.at(20_000).failsOverTo(c).isOperated("a", "c");

        a.holding(1).checksIn().isDraining(1, 88_000, 100_000).because(RoleReason.HANDOVER);
        story.at(110_000);
        a.holding(1).checksIn().isDraining(1, 0, 10_000);
        c.leaves();
        story.is("DRAINING a 1 until 120000");
        b.checksIn();
        story.at(120_000).tick().is("DESIGNATED b");
    }

    @Test
    void oneThatDidNotStopRanksLastForAnInterval() {
        story.failsOverTo(b);
        story.at(119_000);
        a.priority(9).holding(1).checksIn();
        c.checksIn();

        story.at(120_000).tick().is("DESIGNATED c");
        story.at(120_500);
        assertThat(story.view().nextInLine()).containsExactly(a.id());
    }

    @Test
    void failoverReplacesAPlannedHandover() {
        story.switchesOverTo(b);
        story.at(30_000);
        a.holding(1).checksIn();

        story.failsOverTo(c).isOperated("a", "c");

        a.holding(1).checksIn().isDraining(1, PoolStory.VALID, PoolStory.TTL);
        story.at(40_000);
        a.holding(1).checksIn().isDraining(1, PoolStory.VALID - 10_000, PoolStory.TTL - 10_000);
        story.news();
        story.failsOverTo(c).isOperated("a", "c");
        story.tells();
    }

    @Test
    void failoverFillsAVacancyWithTheOneNamed() {
        story.at(200_000);
        c.electable(false).checksIn();
        story.is("VACANT");
        b.priority(-5).checksIn().isPrimary(2);
        story.at(400_000).tick().is("VACANT");
        story.at(400_000);
        a.run(0xA9).checksIn();
        story.operates(new Operation.Failover(Optional.empty(), false)).isRefused(Refusal.NO_SUCCESSOR);
    }

    @Test
    void failoverOfADesignationNamesAnother() {
        a.holding(0).releasing().checksIn();
        story.is("DESIGNATED b");

        story.failsOverTo(c).isOperated("-", "c");

        story.is("DESIGNATED c");
        b.checksIn().isStandby(RoleReason.ANOTHER_DESIGNATED);
        c.checksIn().isPrimary(2);
        assertThat(story.lastChange().cause()).isEqualTo(ChangeCause.FAILOVER);
    }

    @Test
    void failoverEndsABootstrap() {
        PoolStory pool = new PoolStory();
        pool.set(PoolStory.bootstrap(3, 0));
        pool.a.checksIn().isStandby(RoleReason.BOOTSTRAPPING);

        pool.failsOverTo(pool.a).isOperated("-", "a");

        pool.a.checksIn().isPrimary(1);
    }

    @Test
    void unsafeNowDoesNotWaitAndIsRecordedAsSuch() {
        story.at(1_000)
                .operates(new Operation.Failover(Optional.of(c.id()), true))
                .isOperated("-", "c");

        story.is("DESIGNATED c").tells("VACATED UNSAFE_NOW a>- 1", "DESIGNATED UNSAFE_NOW a>c");
        a.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);
        assertThat(a.holding(1).checksIn().answer().stepDownWithinMillis()).hasValue(0);
        c.checksIn().isPrimary(2);
        assertThat(story.lastChange().trigger()).isEqualTo(Trigger.by(PoolStory.OPERATOR, ChangeCause.UNSAFE_NOW));
    }

    @Test
    void unsafeNowWithoutATargetPassesTheOldPrimaryOver() {
        a.priority(9).holding(1).checksIn();

        story.operates(new Operation.Failover(Optional.empty(), true));

        story.is("DESIGNATED b");
    }

    @Test
    void failoverOfACordonedPrimaryIsNotCalledOffForItToGoOn() {
        story.failsOverTo(b);
        story.cordons(a);

        story.operates(new Operation.CallOff()).isRefused(Refusal.NO_HANDOVER);

        a.holding(1).checksIn().isDraining(1, PoolStory.VALID, PoolStory.TTL);
        story.uncordons(a);
        story.operates(new Operation.CallOff()).isOperated("a", "-");
    }

    @Test
    void failoverOfOneThatSaidThatItMustNotBePrimaryIsNotCalledOff() {
        a.holding(1).electable(false).checksIn();
        story.failsOverTo(b);

        story.operates(new Operation.CallOff()).isRefused(Refusal.NO_HANDOVER);
    }

    @Test
    void failoverToTheOneThatIsAwaitedAnywayHoldsInAPauseToo() {
        a.leaves();
        story.is("DESIGNATED b");
        story.news();

        story.failsOverTo(b).isOperated("-", "b");
        story.tells("DESIGNATED FAILOVER a>b");
        story.failsOverTo(b).isOperated("-", "b");
        story.tells();
        story.pauses();

        story.is("DESIGNATED b");
        b.checksIn().isPrimary(2);
    }
}
