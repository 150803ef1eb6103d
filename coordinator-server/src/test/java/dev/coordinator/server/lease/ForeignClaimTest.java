package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which claims of an epoch are recorded: those that are certainly false, however old the epoch, and no others. */
final class ForeignClaimTest {

    private static final long WALL = 1_800_000_000_000L;

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;
    private final Caller c = story.c;

    @Test
    void claimOfAnothersEndedEpochAlarms() {
        a.checksIn();
        story.at(PoolStory.TTL).tick().news();

        b.holding(1).checksIn();

        story.tells("DUAL_CLAIM NONE ->b 1", "DESIGNATED EXPIRED a>b").is("DESIGNATED b");
    }

    @Test
    void ownEpochThatEndedIsNoLie() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        a.releasing().checksIn();
        b.checksIn().isPrimary(2);

        a.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);

        assertThat(alarms()).isEmpty();
    }

    @Test
    void newRunThatSpeaksOfItsPredecessorsEpochIsNoLiar() {
        a.checksIn();
        Caller fresh = a.run(0xA2);
        long nonce = fresh.checksIn().nonce();
        fresh.echoing(nonce).holding(1).checksIn().isStandby(RoleReason.PREDECESSOR_HOLDS);
        Caller last = a.run(0xA3);
        last.naming(a, fresh).holding(1).checksIn();

        assertThat(alarms()).isEmpty();
        last.holding(0).checksIn().isPrimary(2);
    }

    @Test
    void epochOfAnotherPoolAlarms() {
        a.checksIn().isPrimary(1);
        grantedInAnotherPool(2);

        a.holding(2).checksIn().isStandby(RoleReason.EPOCH_ENDED);

        assertThat(alarms()).containsExactly(2L);
    }

    @Test
    void whatWasGrantedBeforeThePoolWasMadeIsUnknown() {
        grantedInAnotherPool(1);

        a.holding(1).checksIn();

        assertThat(alarms()).isEmpty();
    }

    @Test
    void epochOfAPoolThatWasDeletedIsNoLie() {
        a.checksIn().isPrimary(1);
        story.operates(new Operation.Delete());

        a.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);
        story.at(PoolStory.TTL);
        a.holding(0).checksIn().isPrimary(2);
        a.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);

        assertThat(alarms()).isEmpty();
    }

    @Test
    void whoHadAnEpochIsKnownAfterItsSeatIsForgotten() {
        a.checksIn().isPrimary(1);
        story.set(PoolStory.timing(30_000, 120_000));
        story.at(2 * PoolStory.RETENTION).tick();
        assertThat(story.machine.instances()).isZero();

        a.holding(1).checksIn();
        assertThat(alarms()).isEmpty();
        b.holding(1).checksIn();
        assertThat(alarms()).containsExactly(1L);
    }

    @Test
    void reignsThatTheHistoryDoesNotKeepMayBeOnesOwn() {
        a.checksIn().isPrimary(1);
        c.checksIn();
        for (long epoch = 2; epoch <= 100; epoch++) {
            Caller next = epoch % 2 == 0 ? b : a;
            Caller before = epoch % 2 == 0 ? a : b;
            next.checksIn();
            story.operates(new Operation.Failover(Optional.of(next.id()), true));
            next.checksIn().isPrimary(epoch);
            before.holding(epoch - 1).checksIn();
        }
        assertThat(alarms()).isEmpty();

        a.holding(35).checksIn();
        b.holding(35).checksIn();
        assertThat(alarms()).isEmpty();
        b.holding(37).checksIn();
        c.holding(3).checksIn();
        assertThat(alarms()).containsExactly(37L, 3L);
    }

    @Test
    void snapshotKeepsWhatMayHaveBeenForgotten() {
        grantedInAnotherPool(1);
        a.checksIn();

        PoolStory again = new PoolStory(LeaseMachine.from(story.machine.image()));
        again.a.seq(7).holding(1).checksIn();

        assertThat(again.news()).extracting(Change::kind).doesNotContain(ChangeKind.DUAL_CLAIM);
    }

    @Test
    void epochThatARecoveryMayHaveLostIsNoLie() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        PoolStory after = recovered(story, WALL);

        after.b.seq(7).holding(2).checksIn().isStandby(RoleReason.EPOCH_ENDED);
        after.c.holding(1 + (1L << 40)).checksIn();
        assertThat(after.news()).isEmpty();

        after.b.holding(1).checksIn();
        after.c.holding(2 + (1L << 40)).checksIn();
        after.c.holding(1_000 * WALL + 1).checksIn();
        after.tells(
                "DUAL_CLAIM NONE ->b 1",
                "DUAL_CLAIM NONE ->c " + (2 + (1L << 40)),
                "DUAL_CLAIM NONE ->c " + (1_000 * WALL + 1));
    }

    @Test
    void recoveriesAreToldApartUpToABound() {
        List<LostEpochs> lost = List.of();
        for (long i = 1; i <= LostEpochs.MOST_RECOVERIES + 2; i++) {
            lost = LostEpochs.with(lost, 100 * i, 100 * i + 10);
        }

        assertThat(lost).hasSize(LostEpochs.MOST_RECOVERIES);
        assertThat(lost.get(0)).isEqualTo(new LostEpochs(100, 310));
        assertThat(lost.get(1)).isEqualTo(new LostEpochs(400, 410));
        assertThat(LostEpochs.with(lost, 5_000, 5_000)).isEqualTo(lost);
    }

    private static PoolStory recovered(PoolStory before, long wallMillis) {
        Recovery recovery = new Recovery(wallMillis, 0, false, PoolStory.OPERATOR);
        Recovery.Outcome outcome = recovery.of(before.machine.image());
        return new PoolStory(LeaseMachine.from(((Recovery.Outcome.Recovered) outcome).image()));
    }

    private void grantedInAnotherPool(long epoch) {
        story.does(new Command.CheckIn(
                        new PoolName("other"),
                        c.id(),
                        Incarnation.BARE,
                        List.of(),
                        0,
                        0,
                        Profile.PLAIN,
                        Holding.UNSAID,
                        false,
                        true))
                .isPrimary(epoch);
    }

    /** The epochs whose claims were told since this was asked last. */
    private List<Long> alarms() {
        LongStream epochs = story.news().stream()
                .filter(change -> change.kind() == ChangeKind.DUAL_CLAIM)
                .mapToLong(Change::epoch);
        return epochs.boxed().toList();
    }
}
