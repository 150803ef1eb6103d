package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clients without an incarnation and sequence numbers, and what they may not do to those that have them. */
final class BareClientTest {

    private final PoolStory story = new PoolStory();
    private final Caller bareA = story.a.bare();
    private final Caller bareB = story.b.bare();

    @Test
    void bareClientsCountInOrderOfArrival() {
        bareA.checksIn().isPrimary(1);
        bareB.checksIn().isStandby(RoleReason.ANOTHER_HOLDS);
        story.at(30_000);
        bareA.checksIn().isPrimary(1);
        story.is("HELD a 1 until 150000");
    }

    @Test
    void bareClientGetsNoHandle() {
        assertThat(bareA.checksIn().answer().handle()).isEqualTo(Handle.NONE);
    }

    @Test
    void unelectableEndsABareReignAtOnce() {
        bareA.checksIn();
        bareB.checksIn();

        bareA.electable(false).checksIn().isUnelectable();

        story.is("DESIGNATED b");
    }

    @Test
    void unelectableEndsABareReignThoughItClaimsIt() {
        bareA.checksIn();

        bareA.electable(false).holding(1).checksIn().isUnelectable();

        story.is("VACANT");
    }

    @Test
    void releaseEndsABareReignAtOnce() {
        bareA.checksIn();
        bareB.checksIn();

        bareA.releasing().checksIn().isStandby(RoleReason.YIELDED);

        story.is("DESIGNATED b");
    }

    @Test
    void releaseNamingTheEpochIsSafeThoughItArrivesInANewerReign() {
        bareA.checksIn().isPrimary(1);
        bareA.holding(0).checksIn().isPrimary(2);

        bareA.holding(1).releasing().checksIn();

        story.is("HELD a 2 until 120000");
    }

    @Test
    void bareClientThatLeftMayReturn() {
        bareA.checksIn();
        bareA.leaves().hasLeft(Optional.of(1L));

        bareA.checksIn().isPrimary(2);
    }

    @Test
    void bareRequestNeverSpeaksForAnIdentifiedRun() {
        story.a.checksIn().isPrimary(1);

        bareA.releasing().checksIn().isRefused(Refusal.INCARNATION_REQUIRED, "incarnation");
        bareA.leaves().isRefused(Refusal.INCARNATION_REQUIRED, "incarnation");
        story.at(PoolStory.RETENTION - 1);
        bareA.checksIn().isRefused(Refusal.INCARNATION_REQUIRED, "incarnation");
    }

    @Test
    void bareClientTakesTheSeatOfARunThatLeft() {
        story.a.checksIn();
        story.a.leaves();

        bareA.checksIn().isPrimary(2);

        story.a.checksIn().isSuperseded(RoleReason.REPLACED);
    }

    @Test
    void identifiedRunTakesALiveBareSeatByProofOnlyAndInheritsNothing() {
        bareA.checksIn().isPrimary(1);

        long nonce = story.a.checksIn().nonce();
        story.a.echoing(nonce).checksIn().isStandby(RoleReason.PREDECESSOR_HOLDS);

        story.is("HELD a 1 until 120000");
        bareA.checksIn().isRefused(Refusal.INCARNATION_REQUIRED);
    }

    @Test
    void identifiedRunTakesALostBareSeat() {
        bareA.electable(false).checksIn();
        story.at(PoolStory.TTL - 1);
        story.a.checksIn().nonce();

        story.at(PoolStory.TTL);
        story.a.checksIn().isPrimary(1);
    }

    @Test
    void bareReignCanNotBeNamedAsDead() {
        bareA.checksIn().isPrimary(1);
        long nonce = story.a.checksIn().nonce();

        story.a.naming(bareA).echoing(nonce).checksIn().isStandby(RoleReason.PREDECESSOR_HOLDS);

        story.is("HELD a 1 until 120000");
    }

    @Test
    void lostBareSeatIsOccupiedWhileItHoldsTheLease() {
        bareA.checksIn().isPrimary(1);
        story.set(PoolStory.timing(1_000, 3_000));

        story.at(60_000);
        story.a.checksIn().nonce();

        story.is("HELD a 1 until 120000");
    }

    @Test
    void bareClientThatFollowsOneWithARunIsGivenNoHandle() {
        story.a.checksIn();
        story.a.leaves();

        assertThat(story.a.bare().checksIn().answer().handle()).isEqualTo(Handle.NONE);
    }
}
