package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stories don't tell of an operator who ends a run. */
final class EvictionTest {

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
    void evictedRunIsRememberedForTheRetentionFromTheEvictionOn() {
        c.leaves();
        story.at(PoolStory.RETENTION - 1).tick();
        story.evicts(b).isOperated("-", "-");
        assertThat(story.seat(b).live()).isFalse();

        story.at(2 * PoolStory.RETENTION - 2).tick();
        b.checksIn().because(RoleReason.EVICTED);

        story.at(2 * PoolStory.RETENTION - 1).tick();
        assertThat(story.machine.view(PoolStory.POOL)).isEmpty();
    }

    @Test
    void evictedRunIsShownOnlyWhileItHasTheSeat() {
        story.evicts(b);
        assertThat(story.seat(b).eviction().orElseThrow().actor()).isEqualTo(PoolStory.OPERATOR);

        b.run(0xB2).checksIn();

        assertThat(story.seat(b).eviction()).isEmpty();
    }

    @Test
    void evictedInstanceIsNoTargetAndTheRefusalSaysWhy() {
        story.evicts(b);

        Decision decision = story.switchesOverTo(b).decision();

        assertThat(((Decision.Refused) decision).violations().get(0).value()).contains("was evicted");
    }

    @Test
    void recoveryEndsAnEvictedRunWhoseLeaseHadNotEnded() {
        story.at(10_000);
        story.evicts(a);
        Recovery recovery = new Recovery(1_700_000_010_000L, 0, false, PoolStory.OPERATOR);
        Recovery.Outcome outcome = recovery.of(story.machine.image());
        StateImage image = ((Recovery.Outcome.Recovered) outcome).image();
        PoolStory after = new PoolStory(LeaseMachine.from(image));

        after.at(11_000);
        after.a.seq(100).holding(1).checksIn().because(RoleReason.EVICTED);
        after.at(10_000 + Limits.LONGEST_LEASE_MILLIS);
        after.a.run(0xA2).checksIn().isPrimary(1_700_000_010_000_001L);
    }

    @Test
    void evictionDuringAFailbackNamesNobody() {
        story.set(PoolStory.failback(0));
        b.priority(5).checksIn();
        story.is("DRAINING a 1 until 120000").news();

        story.evicts(a);

        story.tells("EVICTED REQUESTED a>a", "DRAINING EVICTED a>- 1");
        assertThat(story.view().target()).isEmpty();
    }

    @Test
    void handoverThatAnOperatorNamedStaysNamed() {
        story.switchesOverTo(c);
        story.evicts(a).isOperated("a", "c");
        a.holding(0).checksIn().because(RoleReason.EVICTED);
        story.is("DESIGNATED c");
        story.tells(
                "DRAINING SWITCHOVER a>c 1",
                "EVICTED REQUESTED a>a",
                "DRAINING EVICTED a>c 1",
                "VACATED RELEASED a>- 1",
                "DESIGNATED EVICTED a>c");
    }

    @Test
    void evictedOneIsNoTargetAndSaysWhy() {
        story.evicts(b);
        story.switchesOverTo(b).isRefused(Refusal.UNFIT_TARGET, "to");
        story.evicts(a);
        story.evicts(c, 0xC2).isRefused(Refusal.WRONG_INCARNATION, "incarnation");
        assertThat(story.seat(a).eviction().map(Eviction::actor)).contains(PoolStory.OPERATOR);
        assertThat(story.seat(c).eviction()).isEqualTo(Optional.empty());
    }

    @Test
    void unsafeFailoverTakesTheLeaseFromAnEvictedRunAndEndsIt() {
        story.evicts(a);
        story.operates(new Operation.Failover(Optional.of(b.id()), true));
        b.checksIn().isPrimary(2);
        a.holding(1).checksIn().because(RoleReason.EVICTED);
    }

    @Test
    void evictionOfANewRunLeavesTheLeaseOfTheRunBeforeItsTime() {
        Caller next = a.run(0xA2);
        long nonce = next.checksIn().nonce();
        next.echoing(nonce).checksIn().isStandby(RoleReason.PREDECESSOR_HOLDS);
        story.news();

        story.evicts(a).isOperated("a", "-");

        story.is("DRAINING a 1 until 120000").tells("EVICTED REQUESTED a>a", "DRAINING EVICTED a>- 1");
        next.checksIn().because(RoleReason.EVICTED);
        story.at(119_999).tick();
        assertThat(story.tenure()).isEqualTo("DRAINING a 1 until 120000");
        story.at(120_000).tick();
        assertThat(story.tenure()).isEqualTo("VACANT");
    }
}
