package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Being granted the lease, keeping it, and losing it to time. */
final class HoldingTheLeaseTest {

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;

    @Test
    void firstComerOfANewPoolIsPrimaryAtOnce() {
        story.at(500);

        a.checksIn().isPrimary(1).because(RoleReason.GRANTED).comesIn(PoolStory.INTERVAL);

        story.is("HELD a 1 until 120500").tells("POOL_CREATED NONE ->-", "GRANTED FIRST ->a 1");
    }

    @Test
    void secondComerStandsBy() {
        a.checksIn().isPrimary(1);

        b.checksIn().isStandby(RoleReason.ANOTHER_HOLDS).seesInLine("b");

        story.is("HELD a 1 until 120000");
    }

    @Test
    void checkInOfTheHolderRenewsForATtlFromItsStamp() {
        a.checksIn().isPrimary(1);

        story.at(31_234);
        a.holding(1).checksIn().isPrimary(1).because(RoleReason.RENEWED);

        story.is("HELD a 1 until 151234");
    }

    @Test
    void handleStandsForTheWholeReport() {
        a.priority(7).checksIn();

        story.at(30_000);
        a.holding(1).renews().isPrimary(1).because(RoleReason.RENEWED);

        story.is("HELD a 1 until 150000");
        assertThat(story.seat(a).profile().priority()).isEqualTo(7);
    }

    @Test
    void reignIsConfirmedByTheHoldersClaimAndStaysSo() {
        assertThat(a.checksIn().answer().primary().orElseThrow().confirmed()).isFalse();
        assertThat(a.checksIn().answer().primary().orElseThrow().confirmed()).isFalse();

        assertThat(a.holding(1).renews().answer().primary().orElseThrow().confirmed())
                .isTrue();
        assertThat(a.renews().answer().primary().orElseThrow().confirmed()).isTrue();
    }

    @Test
    void leaseEndsAtItsDeadlineAndNotAMillisecondBefore() {
        a.checksIn();
        story.tells("POOL_CREATED NONE ->-", "GRANTED FIRST ->a 1");

        story.at(119_999).tick().is("HELD a 1 until 120000").tells();
        story.at(120_000).tick().is("VACANT").tells("VACATED EXPIRED a>- 1");
    }

    @Test
    void holderThatComesInTheLastMillisecondKeepsTheLease() {
        a.checksIn();

        story.at(119_999);
        a.holding(1).checksIn().isPrimary(1);

        story.is("HELD a 1 until 239999");
    }

    @Test
    void lateCheckInLosesToCommittedExpiry() {
        a.checksIn();
        story.at(100_000);
        b.checksIn().isStandby(RoleReason.ANOTHER_HOLDS);

        story.at(120_000);
        a.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);

        story.is("DESIGNATED b");
    }

    @Test
    void expiriesOfAnEntryComeBeforeItsCheckInsWhicheverComesFirst() {
        a.checksIn();
        story.at(100_000);
        b.checksIn();
        story.at(120_000);

        List<Told> told = story.does(a.holding(1).checkIn(), b.checkIn());

        told.get(0).isStandby(RoleReason.EPOCH_ENDED);
        told.get(1).isPrimary(2);
        story.is("HELD b 2 until 240000");
    }

    @Test
    void commandsOfAnEntryAreDecidedInTheirOrder() {
        List<Told> told = story.does(b.checkIn(), a.checkIn());

        told.get(0).isPrimary(1);
        told.get(1).isStandby(RoleReason.ANOTHER_HOLDS);
    }

    @Test
    void epochsRiseAcrossPools() {
        Command.CheckIn elsewhere = new Command.CheckIn(
                new PoolName("another"),
                new InstanceId("x"),
                new Incarnation(9),
                List.of(),
                0,
                1,
                Profile.PLAIN,
                Holding.UNSAID,
                false,
                true);

        a.checksIn().isPrimary(1);
        story.does(elsewhere).isPrimary(2);
        story.at(120_000);
        a.holding(0).checksIn().isPrimary(3);
    }

    @Test
    void stampBeforeAnEarlierOneCountsAsThatOne() {
        story.at(50_000);
        a.checksIn();

        story.at(10_000);
        a.holding(1).checksIn().isPrimary(1);

        story.is("HELD a 1 until 170000");
        assertThat(story.machine.time()).isEqualTo(new ClusterTime(50_000));
    }

    @Test
    void onlyAnAnswerToACheckInMakesAPrimary() {
        a.checksIn();
        story.at(100_000);
        b.checksIn();

        story.at(120_000).tick().is("DESIGNATED b");
        story.at(130_000).tick().is("DESIGNATED b");
        assertThat(story.machine.view(PoolStory.POOL).orElseThrow().primary()).isEmpty();

        b.checksIn().isPrimary(2).because(RoleReason.GRANTED);
        story.is("HELD b 2 until 250000");
    }

    @Test
    void grantRecordsHowLongThePoolHadNoPrimary() {
        a.checksIn();
        story.at(120_000).tick();

        story.at(150_000);
        b.checksIn().isPrimary(2);

        assertThat(story.lastChange().vacantForMillis()).isEqualTo(30_000);
        assertThat(story.lastChange().from()).contains(a.id());
        assertThat(story.lastChange().cause()).isEqualTo(ChangeCause.EXPIRED);
        assertThat(story.lastChange().wallMillis()).isEqualTo(1_700_000_150_000L);
    }

    @Test
    void committedReignCountsThoughItsAnswerWasLost() {
        a.checksIn();

        story.at(119_999);
        b.checksIn().isStandby(RoleReason.ANOTHER_HOLDS);

        story.is("HELD a 1 until 120000");
    }

    @Test
    void holderOfRecordThatHoldsNothingIsGrantedANewEpochAtOnce() {
        a.checksIn().isPrimary(1);
        story.tells("POOL_CREATED NONE ->-", "GRANTED FIRST ->a 1");

        story.at(1_000);
        a.holding(0).checksIn().isPrimary(2);

        story.is("HELD a 2 until 121000").tells("VACATED ANSWER_LOST a>- 1", "GRANTED ANSWER_LOST a>a 2");
    }

    @Test
    void betterCandidateNeverOustsAHealthyPrimary() {
        a.checksIn();

        b.priority(100).checksIn().isStandby(RoleReason.ANOTHER_HOLDS);
        story.at(30_000);
        a.holding(1).checksIn().isPrimary(1);
        b.checksIn().isStandby(RoleReason.ANOTHER_HOLDS);
    }

    @Test
    void staleSequenceIsNeverAppliedNorGivenALease() {
        a.seq(5).checksIn().isPrimary(1);
        story.at(30_000);

        a.seq(5).holding(1).checksIn().isRefused(Refusal.STALE_SEQUENCE, "seq");
        a.seq(4).releasing().checksIn().isRefused(Refusal.STALE_SEQUENCE, "seq");
        a.seq(5).holding(0).renews().isRefused(Refusal.STALE_SEQUENCE, "seq");
        a.seq(5).leaves().isRefused(Refusal.STALE_SEQUENCE, "seq");

        story.is("HELD a 1 until 120000");
    }

    @Test
    void unknownHandleIsRefusedSoThatTheCheckInIsSentInFull() {
        a.checksIn();

        story.does(new Command.Renewal(new Handle(99), 7, Holding.UNSAID)).isRefused(Refusal.UNKNOWN_HANDLE, "handle");
        story.does(new Command.Renewal(Handle.NONE, 7, Holding.UNSAID)).isRefused(Refusal.UNKNOWN_HANDLE, "handle");
    }

    @Test
    void barrierChangesNothing() {
        a.checksIn();
        StateImage before = story.machine.image();

        assertThat(story.does(new Command.Barrier()).decision()).isEqualTo(Decision.PASSED);

        assertThat(story.machine.image()).isEqualTo(before);
    }

    @Test
    void latestStampThereIsOverflowsNothing() {
        a.checksIn();
        story.at(Stamp.LIMIT_MILLIS - 1);

        b.checksIn().isPrimary(2);

        story.is("HELD b 2 until " + (Stamp.LIMIT_MILLIS - 1 + PoolStory.TTL));
        assertThatThrownBy(() -> new Stamp(new ClusterTime(Stamp.LIMIT_MILLIS), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
