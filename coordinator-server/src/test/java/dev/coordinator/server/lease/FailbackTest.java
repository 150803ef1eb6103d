package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One of higher priority gets the lease back after so much health, by handover only. */
final class FailbackTest {

    private static final long HOLD_DOWN = 50_000;

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;

    @Test
    void withoutItABetterCandidateNeverOustsAHealthyPrimary() {
        a.checksIn();
        for (long time = 0; time < 600_000; time += 30_000) {
            story.at(time);
            b.priority(9).checksIn();
            a.holding(1).checksIn().isPrimary(1);
        }
    }

    @Test
    void leaseGoesBackByHandoverOnceTheOtherWasHealthyForTheHoldDown() {
        givenAHoldsAndABetterOneComes();
        story.at(30_000);
        b.checksIn();
        a.holding(1).checksIn().isPrimary(1);
        story.at(HOLD_DOWN - 1).tick().is("HELD a 1 until 150000");

        story.at(HOLD_DOWN).tick().is("DRAINING a 1 until 150000").tells("DRAINING FAILBACK a>b 1");

        a.holding(1).checksIn().isDraining(1, PoolStory.VALID, 60_000);
        a.holding(0).checksIn().isStandby(RoleReason.YIELDED);
        b.checksIn().isPrimary(2);
        assertThat(story.lastChange().cause()).isEqualTo(ChangeCause.FAILBACK);
    }

    @Test
    void healthIsCountedAnewAfterEveryBreak() {
        givenAHoldsAndABetterOneComes();
        story.at(30_000);
        b.electable(false).checksIn();
        b.electable(true).checksIn();
        a.holding(1).checksIn();

        story.at(60_000);
        a.holding(1).checksIn().isPrimary(1);
        b.checksIn();
        story.at(79_999).tick().is("HELD a 1 until 180000");
        story.at(80_000).tick().is("DRAINING a 1 until 180000");
    }

    @Test
    void lossIsABreakInHealth() {
        givenAHoldsAndABetterOneComes();
        story.at(119_000);
        a.holding(1).checksIn().isPrimary(1);
        story.at(130_000);
        b.checksIn();
        story.at(160_000);
        b.checksIn();
        a.holding(1).checksIn().isPrimary(1);

        story.at(179_999).tick().is("HELD a 1 until 280000");
        story.at(180_000).tick().is("DRAINING a 1 until 280000");
    }

    @Test
    void cordonIsABreakInHealth() {
        givenAHoldsAndABetterOneComes();
        story.at(30_000).cordons(b);
        story.uncordons(b);
        a.holding(1).checksIn();
        story.at(59_000);
        b.checksIn();
        a.holding(1).checksIn();

        story.at(79_999).tick().is("HELD a 1 until 179000");
        story.at(80_000).tick().is("DRAINING a 1 until 179000");
    }

    @Test
    void leaveIsABreakInHealth() {
        givenAHoldsAndABetterOneComes();
        story.at(30_000);
        b.leaves();
        b.run(0xB2).priority(5).checksIn();
        a.holding(1).checksIn();

        story.at(70_000).tick().is("HELD a 1 until 150000");
        story.at(79_999);
        a.holding(1).checksIn().isPrimary(1);
    }

    @Test
    void onlyAFreshCandidateGetsItBackAndItsNextCheckInCounts() {
        givenAHoldsAndABetterOneComes();
        story.at(49_000);
        a.holding(1).checksIn().isPrimary(1);
        story.at(60_000);
        a.holding(1).checksIn().isPrimary(1);
        assertThat(story.machine.nextDue()).hasValue(new ClusterTime(120_000));

        b.checksIn();

        story.is("DRAINING a 1 until 180000");
    }

    @Test
    void overdueHolderIsNotAskedToHandOver() {
        givenAHoldsAndABetterOneComes();
        story.at(46_000);

        b.checksIn();

        story.at(HOLD_DOWN).tick().is("HELD a 1 until 120000");
        b.checksIn().isStandby(RoleReason.ANOTHER_HOLDS);
    }

    @Test
    void holderHearsOfItInTheVeryAnswer() {
        givenAHoldsAndABetterOneComes();
        story.at(44_000);
        b.checksIn();
        story.at(60_000);

        a.holding(1).checksIn().isDraining(1, PoolStory.VALID, 60_000);
    }

    @Test
    void failbackThatWasCalledOffRestsForTheHoldDown() {
        givenAHoldsAndABetterOneComes();
        story.at(44_000);
        b.checksIn();
        story.at(60_000);
        a.holding(1).checksIn().isDraining(1, PoolStory.VALID, 60_000);
        b.checksIn();
        story.at(100_000);
        a.holding(1).checksIn();
        b.checksIn();
        story.at(120_000).tick().is("HELD a 1 until 220000");
        assertThat(story.lastChange().cause()).isEqualTo(ChangeCause.TIMED_OUT);

        story.at(140_000);
        b.checksIn();
        a.holding(1).checksIn().isPrimary(1);
        story.at(170_000);
        b.checksIn();
        a.holding(1).checksIn().isPrimary(1);
        story.at(179_999).tick().is("HELD a 1 until 290000");
        story.at(180_000).tick().is("DRAINING a 1 until 290000");
    }

    @Test
    void pausedPoolDoesNotFailBackAndCallsOffTheOneThatRuns() {
        givenAHoldsAndABetterOneComes();
        story.at(44_000);
        b.checksIn();
        a.holding(1).checksIn();
        story.at(50_000).tick().is("DRAINING a 1 until 164000");

        story.pauses();

        story.is("HELD a 1 until 164000");
        story.at(80_000);
        b.checksIn();
        a.holding(1).checksIn().isPrimary(1);
    }

    @Test
    void whatAnOperatorHasMovedIsNotMovedBackForAWhile() {
        givenAHoldsAndABetterOneComes();
        story.at(49_000);
        b.checksIn();
        story.at(HOLD_DOWN);
        a.holding(1).checksIn().isDraining(1, PoolStory.VALID, 60_000);
        a.holding(0).checksIn();
        b.checksIn().isPrimary(2);
        story.at(HOLD_DOWN + 1_000);
        story.switchesOverTo(a);
        b.holding(0).checksIn();
        a.checksIn().isPrimary(3);

        story.at(HOLD_DOWN + 30_000);
        b.checksIn();
        a.holding(3).checksIn().isPrimary(3);
        story.at(HOLD_DOWN + 60_999).tick();
        story.is("HELD a 3 until 200000");
        story.at(HOLD_DOWN + 61_000).tick();
        story.is("DRAINING a 3 until 200000");
    }

    @Test
    void equalPriorityNeverFailsBack() {
        story.set(PoolStory.failback(0));
        a.checksIn();
        b.checksIn();
        story.at(30_000);
        b.checksIn();
        a.holding(1).checksIn().isPrimary(1);
    }

    private void givenAHoldsAndABetterOneComes() {
        story.set(PoolStory.failback(HOLD_DOWN));
        a.checksIn().isPrimary(1);
        b.priority(5).checksIn().isStandby(RoleReason.ANOTHER_HOLDS);
        story.news();
    }

    @Test
    void operatorWhoNamesTheTargetOfAFailbackMakesItTheirs() {
        PoolStory pool = failingBackFromAToC();

        pool.switchesOverTo(pool.c).isOperated("a", "c");
        pool.tells("DRAINING SWITCHOVER a>c 1");
        pool.switchesOverTo(pool.c);
        pool.tells();
        pool.pauses();

        pool.is("DRAINING a 1 until 180000");
    }

    @Test
    void targetOfAFailbackIsNotThatOfTheCordonThatReplacesIt() {
        PoolStory pool = failingBackFromAToC();

        pool.cordons(pool.a);
        pool.pauses();
        pool.a.holding(0).checksIn();

        pool.c.checksIn().isStandby(RoleReason.PAUSED);
        pool.is("VACANT");
    }

    @Test
    void failbackRestsAfterAnyHandoverThatWasCalledOff() {
        PoolStory pool = failingBackFromAToC();
        pool.switchesOverTo(pool.b);

        pool.operates(new Operation.CallOff());

        pool.is("HELD a 1 until 180000");
        pool.at(119_000);
        pool.a.holding(1).checksIn().isPrimary(1);
        pool.c.checksIn();
        pool.at(120_000).tick().is("DRAINING a 1 until 239000");
    }

    private static PoolStory failingBackFromAToC() {
        PoolStory pool = new PoolStory();
        pool.a.checksIn().isPrimary(1);
        pool.b.checksIn();
        pool.c.priority(5).checksIn();
        pool.set(PoolStory.failback(60_000));
        pool.at(30_000);
        pool.a.holding(1).checksIn();
        pool.b.checksIn();
        pool.c.checksIn();
        pool.at(60_000);
        pool.a.holding(1).checksIn();
        pool.is("DRAINING a 1 until 180000").news();
        return pool;
    }
}
