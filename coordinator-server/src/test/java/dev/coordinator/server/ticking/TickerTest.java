package dev.coordinator.server.ticking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.server.outbox.Outbox;
import dev.coordinator.server.replication.Admission;
import dev.coordinator.server.replication.ChangeListener;
import dev.coordinator.server.replication.Completion;
import dev.coordinator.server.replication.Drained;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.FakeClock;
import dev.coordinator.server.replication.FakeLog;
import dev.coordinator.server.replication.FakePeers;
import dev.coordinator.server.replication.GroupMeter;
import dev.coordinator.server.replication.Proposals;
import dev.coordinator.server.replication.Replica;
import dev.coordinator.server.replication.Term;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.RosterBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Time moves on when nothing else moves it: at the next timer, at least once a second while one is pending. */
final class TickerTest {

    private final FakeClock clock = new FakeClock(0);
    private final FakeLog log = new FakeLog();
    private final FakeTimer timer = new FakeTimer();
    private final List<Change> changes = new ArrayList<>();
    private final Proposals proposals =
            new Proposals(new Admission(1_000, 1 << 20), clock, () -> 0, new Drained(), GroupMeter.NONE);
    private final Ticker ticker = new Ticker(proposals, timer);
    private final Changes listener = new Changes();
    private final Replica replica =
            new Replica(proposals, listener, ticker::applied, new RosterBook(Roster.NONE), new Outbox(() -> 0));

    TickerTest() {
        proposals.connect(log, new FakePeers(), listener);
        replica.leadershipGained(new Term(1));
        log.commitAll(replica);
    }

    @Test
    void nothingPendingNothingTicks() {
        pass(100_000);

        assertThat(timer.pending()).isZero();
        assertThat(log.committed()).hasSize(1);
    }

    @Test
    void leaseEndsAtItsDeadlineThoughNobodyChecksIn() {
        checkIn("a");
        long granted = proposals.estimate().millis();
        int before = changes.size();

        pass(119_990);
        assertThat(changes).hasSize(before);
        pass(20);

        assertThat(changes).hasSizeGreaterThan(before);
        assertThat(proposals.estimate().millis() - granted).isLessThanOrEqualTo(120_010);
    }

    @Test
    void whileATimerIsPendingThereIsOneTickASecond() {
        checkIn("a");
        int before = log.committed().size();

        pass(30_000);

        assertThat(log.committed().size() - before).isBetween(29, 31);
    }

    @Test
    void stalledQuorumGetsOneTickUntilThatIsApplied() {
        checkIn("a");

        for (int i = 0; i < 600_000; i++) {
            stepWithoutQuorum();
        }

        assertThat(log.waiting()).isEqualTo(1);
        assertThat(timer.pending()).isEqualTo(1);
        log.commitAll(replica);
        int before = log.committed().size();
        pass(1_001);
        assertThat(log.committed()).hasSizeGreaterThan(before);
    }

    @Test
    void earlierTimerIsNotMissed() {
        ticker.applied(Optional.of(new ClusterTime(1_000_000)));
        ticker.applied(Optional.of(new ClusterTime(30)));
        assertThat(timer.pending()).isEqualTo(1);

        for (int i = 0; i < 29; i++) {
            stepWithoutQuorum();
        }
        assertThat(log.waiting()).isZero();
        stepWithoutQuorum();

        assertThat(log.waiting()).isEqualTo(1);
        assertThat(Entries.decode(log.entries().get(0)).stamp().time()).isEqualTo(new ClusterTime(30));
    }

    @Test
    void timerThatWasAlreadyRunningWhenAnotherTookItsPlaceDoesNotLiveOnBesideIt() {
        ticker.applied(Optional.of(new ClusterTime(1_000_000)));
        Runnable running = timer.next();
        ticker.applied(Optional.of(new ClusterTime(30)));

        running.run();

        assertThat(timer.pending()).isEqualTo(1);
        assertThat(log.waiting()).isZero();
    }

    @Test
    void timerThatIsNotWantedAnyMoreEndsWithItsNextTurn() {
        ticker.applied(Optional.of(new ClusterTime(500)));
        ticker.applied(Optional.empty());

        pass(2_000);

        assertThat(timer.pending()).isZero();
        assertThat(log.committed()).hasSize(1);
    }

    @Test
    void nodeThatDoesNotLeadAppendsNothing() {
        checkIn("a");
        replica.leadershipLost();
        int before = log.committed().size();

        pass(10_000);

        assertThat(log.committed()).hasSize(before);
        replica.leadershipGained(new Term(2));
        log.commitAll(replica);
        pass(3_000);
        assertThat(log.committed()).hasSizeGreaterThan(before + 2);
    }

    @Test
    void tickThatFindsAnotherEntryOnItsWayIsMadeUpForWhenThatIsApplied() {
        checkIn("a");
        ticker.applied(Optional.of(new ClusterTime(5)));
        proposals.submit(new Command.Barrier(), new Ignored());
        for (int i = 0; i < 10; i++) {
            stepWithoutQuorum();
        }
        assertThat(log.waiting()).isEqualTo(1);
        long before = proposals.estimate().millis();
        ticker.applied(Optional.of(new ClusterTime(5)));
        log.commitAll(replica);

        pass(1_001);

        byte[] last = log.committed().get(log.committed().size() - 1);
        assertThat(Entries.decode(last).stamp().time().millis()).isGreaterThanOrEqualTo(before);
    }

    private void pass(int millis) {
        for (int i = 0; i < millis; i++) {
            stepWithoutQuorum();
            log.commitAll(replica);
        }
    }

    private void stepWithoutQuorum() {
        clock.advanceMillis(1);
        timer.step();
    }

    private void checkIn(String instance) {
        Command checkIn = new Command.CheckIn(
                new PoolName("p"),
                new InstanceId(instance),
                Incarnation.BARE,
                List.of(),
                0,
                0,
                Profile.PLAIN,
                Holding.UNSAID,
                false,
                true);
        proposals.submit(checkIn, new Ignored());
        log.commitAll(replica);
    }

    private static final class Ignored implements Completion {
        @Override
        public void decided(long logIndex, Decision decision) {}

        @Override
        public void failed(Failure failure) {}
    }

    private final class Changes implements ChangeListener {
        @Override
        public void announced(long logIndex, List<Change> news) {}

        @Override
        public void applied(long logIndex, List<Change> news) {
            changes.addAll(news);
        }

        @Override
        public void replaced(long logIndex) {}
    }
}
