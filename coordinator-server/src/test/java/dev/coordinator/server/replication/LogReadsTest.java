package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.journal.Outcomes;
import dev.coordinator.server.journal.OutcomesCodec;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.LeaseMachine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A linearizable read sees what was answered before it; a stale one needs nobody. */
final class LogReadsTest {

    private final Drained readers = new Drained();

    @Test
    void readOnTheLeaderRunsOnceItsBarrierIsApplied() {
        Node node = Node.leading();
        node.submit(Node.checkIn("p", "a"));
        Read read = new Read();

        reads(node).linearizable(LeaseMachine::pools, read);
        readers.drain();

        assertThat(read.calls).isEmpty();
        node.log.commitAll(node.replica);
        readers.drain();
        assertThat(read.calls).containsExactly(1);
        assertThat(read.logIndex).isGreaterThanOrEqualTo(3);
    }

    @Test
    void readOnAFollowerWaitsUntilItHasAppliedTheBarrierToo() {
        Node leader = Node.leading();
        Node follower = Node.following();
        follower.log.follows("leader", 1);
        Read read = new Read();
        reads(follower).linearizable(LeaseMachine::pools, read);
        leader.submit(Node.checkIn("p", "a"));
        leader.log.commitAll(leader.replica);

        follower.peers.sent.remove().reply.answered(decided(3));
        follower.completions.drain();
        readers.drain();

        assertThat(read.calls).isEmpty();
        for (int i = 0; i < leader.log.committed().size(); i++) {
            assertThat(read.calls).isEmpty();
            follower.replica.apply(i + 1, leader.log.committed().get(i), Optional.empty());
            readers.drain();
        }
        assertThat(read.calls).containsExactly(1);
        assertThat(read.logIndex).isEqualTo(3);
    }

    @Test
    void readOnAFollowerThatDoesNotCatchUpFailsAfterFiveSecondsAndOnlyOnce() {
        Node follower = Node.following();
        follower.log.follows("leader", 1);
        LogReads reads = reads(follower);
        Read read = new Read();
        reads.linearizable(LeaseMachine::pools, read);
        follower.peers.sent.remove().reply.answered(decided(1));
        follower.completions.drain();

        follower.clock.advanceMillis(4_999);
        reads.review();
        assertThat(read.calls).isEmpty();
        follower.clock.advanceMillis(1);
        reads.review();

        assertThat(read.calls).containsExactly(Failure.NO_LEADER);
        Node leader = Node.leading();
        follower.replica.apply(1, leader.log.committed().get(0), Optional.empty());
        readers.drain();
        reads.review();
        assertThat(read.calls).hasSize(1);
    }

    @Test
    void snapshotThatIncludesTheBarrierLetsTheReadGo() throws IOException {
        Node leader = Node.leading();
        Node follower = Node.following();
        follower.log.follows("leader", 1);
        Read read = new Read();
        reads(follower).linearizable(LeaseMachine::pools, read);
        follower.peers.sent.remove().reply.answered(decided(7));
        follower.completions.drain();

        follower.replica.install(7, new ByteArrayInputStream(leader.image()));
        readers.drain();

        assertThat(read.calls).containsExactly(0);
        assertThat(read.logIndex).isEqualTo(7);
    }

    @Test
    void staleReadNeedsNoLeader() {
        Node leader = Node.leading();
        Node alone = new Node(Node.PLENTY);
        alone.replica.apply(1, leader.log.committed().get(0), Optional.empty());
        Read read = new Read();

        reads(alone).stale(LeaseMachine::pools, read);
        readers.drain();

        assertThat(read.calls).containsExactly(0);
        assertThat(read.logIndex).isEqualTo(1);
    }

    @Test
    void staleReadOfANodeThatHasAppliedNothingIsNoAnswer() {
        Read read = new Read();

        reads(new Node(Node.PLENTY)).stale(LeaseMachine::pools, read);
        readers.drain();

        assertThat(read.calls).containsExactly(Failure.NO_LEADER);
    }

    @Test
    void readFailsWithItsBarrierAndMayAlwaysBeRepeated() {
        Node node = Node.leading();
        Read unknown = new Read();
        reads(node).linearizable(LeaseMachine::pools, unknown);
        node.log.fail(AppendFailure.OUTCOME_UNKNOWN);
        Read busy = new Read();
        reads(node).linearizable(LeaseMachine::pools, busy);
        node.log.fail(AppendFailure.BUSY);
        node.completions.drain();

        assertThat(unknown.calls).containsExactly(Failure.NO_LEADER);
        assertThat(busy.calls).containsExactly(Failure.OVERLOADED);
    }

    @Test
    void tooManyReadersAreTurnedAwayAndTheLogGoesOn() {
        Node node = Node.leading();
        LogReads reads = reads(node);
        readers.isFull();
        Read stale = new Read();
        Read linearizable = new Read();

        reads.stale(LeaseMachine::pools, stale);
        reads.linearizable(LeaseMachine::pools, linearizable);
        node.log.commitAll(node.replica);

        assertThat(stale.calls).containsExactly(Failure.OVERLOADED);
        assertThat(linearizable.calls).containsExactly(Failure.OVERLOADED);
    }

    @Test
    void queryThatThrowsFailsItsReadAndNoOther() {
        Node node = Node.leading();
        LogReads reads = reads(node);
        Read broken = new Read();
        Read fine = new Read();

        reads.stale(
                machine -> {
                    throw new IllegalStateException("a query that throws");
                },
                broken);
        reads.stale(LeaseMachine::pools, fine);
        readers.drain();

        assertThat(broken.calls).containsExactly(Failure.OVERLOADED);
        assertThat(fine.calls).containsExactly(0);
    }

    @Test
    void readerThatThrowsHarmsNeitherTheLogNorTheNextOneThatWaits() {
        Node leader = Node.leading();
        Node follower = Node.following();
        List<String> reached = new ArrayList<>();
        follower.replica.applied().await(1, Long.MAX_VALUE, waiter(() -> {
            throw new IllegalStateException("a reader that throws");
        }));
        follower.replica.applied().await(1, Long.MAX_VALUE, waiter(() -> reached.add("second")));

        follower.replica.apply(1, leader.log.committed().get(0), Optional.empty());

        assertThat(reached).containsExactly("second");
    }

    private static AppliedIndex.Waiter waiter(Runnable run) {
        return new AppliedIndex.Waiter() {
            @Override
            public void reached() {
                run.run();
            }

            @Override
            public void tookTooLong() {
                run.run();
            }
        };
    }

    private LogReads reads(Node node) {
        return new LogReads(node.proposals, node.replica, readers, node.clock);
    }

    private static byte[] decided(long logIndex) {
        return OutcomesCodec.encode(new Outcomes.Decided(logIndex, List.of(Decision.PASSED)));
    }

    /** A reader that remembers every call. */
    private static final class Read implements Reads.Reader<Object> {
        final List<Object> calls = new ArrayList<>();
        long logIndex = -1;

        @Override
        public void answered(long index, Object result) {
            logIndex = index;
            calls.add(result);
        }

        @Override
        public void failed(Failure failure) {
            calls.add(failure);
        }
    }
}
