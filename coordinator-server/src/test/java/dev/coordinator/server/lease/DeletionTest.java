package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A pool that goes: its name grants nothing while a lease of it may be believed in. */
final class DeletionTest {

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;

    @Test
    void nameOfADeletedPoolGrantsNothingUntilTheDeadlineOfItsLease() {
        a.checksIn().isPrimary(1);
        story.at(30_000);
        story.news();

        story.operates(new Operation.Delete()).isOperated("-", "-");

        story.is("DELETED until 120000").tells("POOL_DELETED DELETED a>- 1");
        b.checksIn().isStandby(RoleReason.POOL_DELETED);
        a.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);
        story.at(119_999);
        b.checksIn().isStandby(RoleReason.POOL_DELETED);
        a.holding(0).checksIn().isStandby(RoleReason.POOL_DELETED);
        story.at(120_000).tick().is("DESIGNATED a");
        a.checksIn().isPrimary(2);
    }

    @Test
    void epochsGoOnRisingAcrossADeletion() {
        a.checksIn().isPrimary(1);
        a.leaves();
        story.operates(new Operation.Delete());
        story.is("NO POOL");

        a.run(0xA2).checksIn().isPrimary(2);
    }

    @Test
    void poolWithoutALeaseGoesAtOnceWithItsSeatsSettingsAndHandles() {
        story.set(PoolStory.timing(1_000, 9_000));
        a.checksIn();
        b.checksIn();
        a.leaves();
        story.is("DESIGNATED b").news();

        story.operates(new Operation.Delete());

        story.is("NO POOL").tells("POOL_DELETED REQUESTED ->-", "POOL_REMOVED NONE ->-");
        assertThat(story.machine.instances()).isZero();
        b.renews().isRefused(Refusal.UNKNOWN_HANDLE);
        b.checksIn().isPrimary(2);
        assertThat(story.view().settings()).isEqualTo(PoolSettings.DEFAULT);
    }

    @Test
    void tombstoneGoesByItselfWhenNobodyComes() {
        a.checksIn();
        story.operates(new Operation.Delete());
        story.at(120_000).tick().is("NO POOL");
    }

    @Test
    void settingsOfTheNextPoolDoNotShortenTheTombstone() {
        a.checksIn();
        story.operates(new Operation.Delete());
        story.set(PoolStory.timing(1_000, 3_000));
        story.at(119_999);
        b.checksIn().isStandby(RoleReason.POOL_DELETED);
        story.is("DELETED until 120000");
    }

    @Test
    void nextPoolUnderTheNameWaitsForItsOwnCandidates() {
        a.checksIn();
        story.operates(new Operation.Delete());
        story.set(PoolStory.bootstrap(2, 0));
        story.at(119_999);
        b.checksIn();

        story.at(120_000).tick().is("BOOTSTRAPPING");
    }

    @Test
    void deletingTwiceChangesNothing() {
        a.checksIn();
        story.operates(new Operation.Delete());
        story.news();
        story.operates(new Operation.Delete()).isOperated("-", "-");
        story.tells().is("DELETED until 120000");
    }

    @Test
    void otherWordsOnADeletedPoolAreRefused() {
        a.checksIn();
        b.checksIn();
        story.operates(new Operation.Delete());
        story.pauses().isRefused(Refusal.POOL_DELETED, "pool");
        story.operates(new Operation.Failover(Optional.empty(), true)).isRefused(Refusal.POOL_DELETED, "pool");
        a.onlyKnownPools().checksIn().isRefused(Refusal.UNKNOWN_POOL);
    }

    @Test
    void readersSeeHowLongNothingIsGranted() {
        a.checksIn();
        story.operates(new Operation.Delete());
        story.at(20_000).tick();
        assertThat(story.view().grantsNothingForMillis()).isEqualTo(100_000);
        assertThat(story.view().primary()).isEmpty();
    }

    @Test
    void whatCameAfterTheDeletionGoesWithTheNextOne() {
        story.a.checksIn().isPrimary(1);
        story.operates(new Operation.Delete());
        story.set(PoolStory.timing(1_000, 10_000));
        story.b.checksIn();
        story.news();

        story.operates(new Operation.Delete());

        story.is("DELETED until 120000").tells("POOL_DELETED DELETED a>- 1");
        assertThat(story.view().settings()).isEqualTo(PoolSettings.DEFAULT);
        assertThat(story.view().instances()).isZero();
        story.operates(new Operation.Delete());
        story.tells();
    }

    /** The gone pool was to be looked at sooner than its namesake is. */
    @Test
    void poolMadeAnewDoesNotGoWithItsNamesake() {
        a.electable(false).checksIn();
        story.operates(new Operation.Delete());
        story.is("NO POOL").at(100);
        a.electable(true).checksIn().isPrimary(1);

        story.at(100_000);
        a.holding(1).checksIn();
        story.at(120_050).tick().is("HELD a 1 until 220000");
        assertThat(story.machine.instances()).isOne();
    }
}
