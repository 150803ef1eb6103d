package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.outbox.Outbox;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.RosterBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many threads against one log that applies, fails and changes its leadership on a thread of its own. */
final class HammerTest {

    private static final int SUBMITTERS = 4;
    private static final int COMMANDS_EACH = 150_000;

    private final Recording log = new Recording();
    private final ExecutorService completions = Executors.newSingleThreadExecutor();
    private final Semaphore room = new Semaphore(4_000);
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicInteger moreThanOnce = new AtomicInteger();
    private final AtomicInteger decided = new AtomicInteger();

    @Test
    void everyCommandIsCompletedOnceAndStampsNeverFallInTheOrderOfAppending() throws InterruptedException {
        Proposals proposals =
                new Proposals(new Admission(5_000, 1 << 20), System::nanoTime, () -> 0, completions, GroupMeter.NONE);
        NoListener listener = new NoListener();
        Replica replica = new Replica(proposals, listener, due -> {}, new RosterBook(Roster.NONE), new Outbox(() -> 0));
        proposals.connect(log, new FakePeers(), listener);
        Applier applier = new Applier(log, replica);
        Thread applying = new Thread(applier);
        applying.start();
        List<Thread> submitters = new ArrayList<>();
        for (int i = 0; i < SUBMITTERS; i++) {
            submitters.add(new Thread(() -> submitAll(proposals)));
        }
        submitters.forEach(Thread::start);
        for (Thread submitter : submitters) {
            submitter.join();
        }
        applier.stop();
        applying.join();
        completions.shutdown();
        assertThat(completions.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        assertThat(outstanding).hasValue(0);
        assertThat(moreThanOnce).hasValue(0);
        assertThat(decided).hasValueGreaterThan(SUBMITTERS * COMMANDS_EACH / 10);
        assertThat(proposals.waitingCommands()).isZero();
        assertThat(proposals.waitingBytes()).isZero();
        log.stampsByTerm.forEach(stamps -> assertThat(stamps).isSortedAccordingTo(Comparator.naturalOrder()));
    }

    private void submitAll(Proposals proposals) {
        for (int i = 0; i < COMMANDS_EACH; i++) {
            Command command = i % 10 == 0 ? new Command.Barrier() : Node.renewal(new Holding.Claim(1));
            awaitRoom();
            outstanding.incrementAndGet();
            proposals.submit(command, new Once());
            if (i % 100 == 0) {
                proposals.tick();
                proposals.review();
            }
        }
    }

    /** So that the log keeps pace; a completion that is lost shows here at last. */
    private void awaitRoom() {
        try {
            if (!room.tryAcquire(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("completions were lost");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Once implements Completion {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public void decided(long logIndex, Decision decision) {
            decided.incrementAndGet();
            called();
        }

        @Override
        public void failed(Failure failure) {
            called();
        }

        private void called() {
            if (calls.incrementAndGet() > 1) {
                moreThanOnce.incrementAndGet();
            }
            outstanding.decrementAndGet();
            room.release();
        }
    }

    private record Append(Term term, Bytes bytes, Proposal proposal) {}

    /** The bytes of an entry. */
    private interface Bytes {
        byte[] get();
    }

    private static final class Recording implements ReplicatedLog {
        final BlockingQueue<Append> appended = new LinkedBlockingQueue<>();
        final List<List<Long>> stampsByTerm = new ArrayList<>();
        private final LogStatus status = LogStatus.UNKNOWN;

        /** Called under the lock of whoever appends, so that the order here is that of the calls. */
        @Override
        public void append(Term term, byte[] entry, Proposal proposal) {
            while (stampsByTerm.size() <= term.number()) {
                stampsByTerm.add(new ArrayList<>());
            }
            stampsByTerm
                    .get((int) term.number())
                    .add(Entries.decode(entry).stamp().time().millis());
            appended.add(new Append(term, () -> entry, proposal));
        }

        @Nullable
        Append next() {
            try {
                return appended.poll(1, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public LogStatus status() {
            return status;
        }

        @Override
        public void close() {}
    }

    /** The apply thread: applies or fails what is appended, and every now and then another leadership begins. */
    private static final class Applier implements Runnable {
        private final Recording log;
        private final Replica replica;
        private volatile boolean stopping;
        private long index;
        private long term;

        Applier(Recording log, Replica replica) {
            this.log = log;
            this.replica = replica;
        }

        void stop() {
            stopping = true;
        }

        @Override
        public void run() {
            for (int step = 0; !stopping || !log.appended.isEmpty(); step++) {
                if (step % 50 == 0 && !stopping) {
                    replica.leadershipLost();
                    replica.leadershipGained(new Term(++term));
                }
                deliver(step);
            }
            replica.leadershipLost();
            for (Append rest = log.appended.poll(); rest != null; rest = log.appended.poll()) {
                rest.proposal().failed(AppendFailure.OUTCOME_UNKNOWN);
            }
        }

        private void deliver(int step) {
            Append next = log.next();
            if (next == null) {
                return;
            }
            if (next.term().number() < term) {
                next.proposal().failed(AppendFailure.OUTCOME_UNKNOWN);
            } else if (step % 17 == 0) {
                next.proposal().failed(AppendFailure.BUSY);
            } else {
                replica.apply(++index, next.bytes().get(), Optional.of(next.proposal()));
            }
        }
    }

    private static final class NoListener implements ChangeListener {
        @Override
        public void announced(long logIndex, List<Change> changes) {}

        @Override
        public void applied(long logIndex, List<Change> changes) {}

        @Override
        public void replaced(long logIndex) {}
    }
}
