package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Several runs of one instance: who has the seat, and what a newcomer does not inherit. */
final class IncarnationTest {

    private final PoolStory story = new PoolStory();
    private final Caller old = story.a;
    private final Caller fresh = story.a.run(0xA2);

    @Test
    void aDeadRunsDelayedPacketNeverTakesAnOccupiedSeat() {
        old.checksIn().isPrimary(1);

        fresh.releasing().holding(0).checksIn().nonce();
        fresh.checksIn().nonce();
        fresh.echoing(99).checksIn().nonce();

        story.is("HELD a 1 until 120000");
        old.holding(1).checksIn().isPrimary(1);
    }

    @Test
    void aDeadRunsDelayedPacketNeverTakesTheSeatOfOneThatIsLost() {
        old.checksIn();
        story.at(PoolStory.TTL).tick().is("VACANT");

        fresh.checksIn().nonce();

        story.is("VACANT");
    }

    @Test
    void newcomerThatEchoesItsNonceTakesTheSeatButNotTheLease() {
        old.checksIn().isPrimary(1);
        story.at(1_000);

        long nonce = fresh.checksIn().comesExactlyIn(50).nonce();
        fresh.echoing(nonce).checksIn().isStandby(RoleReason.PREDECESSOR_HOLDS);

        story.is("HELD a 1 until 120000");
        old.holding(1).checksIn().isSuperseded(RoleReason.REPLACED);
        story.is("HELD a 1 until 120000").at(120_000);
        fresh.checksIn().isPrimary(2);
    }

    @Test
    void nonceOfAnotherRunProvesNothing() {
        old.checksIn();
        long nonce = fresh.checksIn().nonce();

        story.a.run(0xA3).echoing(nonce).checksIn().nonce();
    }

    @Test
    void repeatedFirstCheckInIsGivenTheSameNonce() {
        old.checksIn();

        assertThat(fresh.checksIn().nonce()).isEqualTo(fresh.checksIn().nonce());
    }

    @Test
    void newcomerThatNamesTheHolderAsDeadIsGrantedANewEpochAtOnce() {
        old.checksIn().isPrimary(1);
        story.b.checksIn();
        story.news();

        fresh.naming(old).checksIn().isPrimary(2);

        story.tells("SEAT_TAKEN NONE a>a", "VACATED SUPERSEDED a>- 1", "GRANTED SUPERSEDED a>a 2");
        old.checksIn().isSuperseded(RoleReason.REPLACED);
    }

    @Test
    void newcomerThatNamesTheHolderButMustNotBePrimaryEndsTheReign() {
        old.checksIn();
        story.b.checksIn();

        fresh.naming(old).electable(false).checksIn().isUnelectable();

        story.is("DESIGNATED b");
    }

    @Test
    void newcomerThatNamesADrainingHolderEndsTheDrain() {
        old.checksIn();
        old.electable(false).checksIn();
        story.is("DRAINING a 1 until 120000");

        fresh.naming(old).checksIn().isPrimary(2);
    }

    @Test
    void namingAnotherThanTheHolderEndsNoReign() {
        old.checksIn();
        long nonce = fresh.checksIn().nonce();
        fresh.echoing(nonce).checksIn();
        Caller third = story.a.run(0xA3);

        third.naming(fresh).checksIn().isStandby(RoleReason.PREDECESSOR_HOLDS);

        story.is("HELD a 1 until 120000");
    }

    @Test
    void allNamedPredecessorsAreSupersededEvenUnknownOnes() {
        Caller unknown = story.a.run(0xA9);
        old.checksIn();

        fresh.naming(old, unknown).checksIn().isPrimary(2);

        unknown.checksIn().isSuperseded(RoleReason.REPLACED);
        unknown.naming(fresh).checksIn().isSuperseded(RoleReason.REPLACED);
        story.is("HELD a 2 until 120000");
    }

    @Test
    void olderRunIsSupersededAsLongAsTheSeatIsRemembered() {
        old.checksIn();
        fresh.naming(old).checksIn();

        story.at(PoolStory.RETENTION - 1);
        old.checksIn().isSuperseded(RoleReason.REPLACED);
        story.at(PoolStory.RETENTION);
        old.checksIn().isPrimary(3);
    }

    @Test
    void handleOfTheOldRunIsUnknownAfterTheSeatWasTaken() {
        old.checksIn();
        fresh.naming(old).checksIn();

        old.holding(1).renews().isRefused(Refusal.UNKNOWN_HANDLE, "handle");
    }

    @Test
    void supersededRunCanNotLeaveForTheNewOne() {
        old.checksIn();
        fresh.naming(old).checksIn().isPrimary(2);

        old.leaves().isRefused(Refusal.WRONG_INCARNATION, "incarnation");
    }

    @Test
    void sequenceNumbersOfARunBeginAnew() {
        old.seq(1_000).checksIn();

        fresh.seq(1).naming(old).checksIn().isPrimary(2);
    }

    @Test
    void seatOfARunThatLeftIsFree() {
        old.checksIn();
        old.leaves();

        fresh.checksIn().isPrimary(2);

        old.checksIn().isSuperseded(RoleReason.REPLACED);
    }

    @Test
    void designationOfARunIsNotThatOfTheNext() {
        story.b.checksIn();
        old.checksIn();
        story.c.checksIn();
        story.b.leaves();
        story.is("DESIGNATED a");

        fresh.electable(false).naming(old).checksIn().isUnelectable();

        story.is("DESIGNATED c");
    }

    @Test
    void onlyTheLatestFourNewcomersAreRemembered() {
        old.checksIn();
        long first = fresh.checksIn().nonce();
        for (int i = 0; i < Runs.MOST_CONTENDERS; i++) {
            story.a.run(0xB0 + i).checksIn().nonce();
        }

        assertThat(fresh.echoing(first).checksIn().nonce()).isGreaterThan(first);
    }

    @Test
    void releaseOfTheNewRunIsNotThatOfItsPredecessor() {
        old.checksIn();
        long nonce = fresh.checksIn().nonce();

        fresh.echoing(nonce).releasing().checksIn().isStandby(RoleReason.PREDECESSOR_HOLDS);

        story.is("HELD a 1 until 120000");
    }

    @Test
    void predecessorsNamedByTheRunThatHasTheSeatAreSupersededToo() {
        Caller dead = story.a.run(0xA9);
        old.checksIn().isPrimary(1);

        old.holding(1).naming(dead).checksIn().isPrimary(1);

        dead.checksIn().isSuperseded(RoleReason.REPLACED);
    }

    @Test
    void newcomerThatNamesItselfOrBareOnesIsNotSuperseded() {
        old.checksIn();

        fresh.naming(old, fresh, old.bare()).checksIn().isPrimary(2);
        fresh.holding(2).checksIn().isPrimary(2);
    }

    @Test
    void newRunIsRankedByItsOwnReport() {
        story.b.checksIn();
        old.priority(9).checksIn();
        story.c.checksIn();
        story.b.leaves();
        story.is("DESIGNATED a");

        fresh.priority(-1).naming(old).checksIn().isStandby(RoleReason.ANOTHER_DESIGNATED);

        story.is("DESIGNATED c");
    }

    @Test
    void delayedProofOfADeadRunDoesNotShutTheLaterRunOut() {
        old.checksIn();
        Caller dead = story.a.run(0xA2);
        long proof = dead.checksIn().answer().nonce();
        Caller later = story.a.run(0xA3);
        long nonce = later.checksIn().answer().nonce();

        dead.echoing(proof).checksIn().isStandby(RoleReason.PREDECESSOR_HOLDS);

        later.echoing(nonce).checksIn().isStandby(RoleReason.PREDECESSOR_HOLDS);
        dead.checksIn().isSuperseded(RoleReason.REPLACED);
    }

    @Test
    void imageKnowsWhichNoncesAndHandlesWereGiven() {
        old.checksIn();
        long first = fresh.checksIn().answer().nonce();
        long handle = story.b.checksIn().answer().handle().number();
        story.b.leaves();

        PoolStory after = new PoolStory(LeaseMachine.from(story.machine.image()));

        assertThat(after.a.run(0xA3).checksIn().answer().nonce()).isGreaterThan(first);
        Told late = after.does(new Command.Renewal(new Handle(handle), 9, Holding.UNSAID));
        late.isRefused(Refusal.UNKNOWN_HANDLE);
    }
}
