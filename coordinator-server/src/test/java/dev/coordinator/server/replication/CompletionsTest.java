package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.journal.Outcomes;
import dev.coordinator.server.journal.OutcomesCodec;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Holding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Completions are called once, under no lock, and what one throws harms no other. */
final class CompletionsTest {

    @Test
    void completionMaySubmitAgain() {
        Node node = Node.leading();
        Outcome second = new Outcome();
        node.proposals.submit(
                new Command.Barrier(), new Calls(() -> node.proposals.submit(new Command.Barrier(), second)));

        node.log.commitAll(node.replica);

        assertThat(second.calls).containsExactly(Decision.PASSED);
    }

    @Test
    void completionThatWaitsForAnotherThreadInHereIsNotHeldUp() {
        Node decided = Node.leading();
        decided.proposals.submit(new Command.Barrier(), new Calls(() -> submitElsewhere(decided)));
        decided.log.commit(decided.replica);

        Node failed = Node.leading();
        failed.proposals.submit(new Command.Barrier(), new Calls(() -> submitElsewhere(failed)));
        failed.log.fail(AppendFailure.BUSY);
        failed.completions.drain();

        Node stranded = Node.following();
        stranded.proposals.submit(new Command.Barrier(), new Calls(() -> submitElsewhere(stranded)));
        stranded.completions.drain();

        Node overloaded = Node.leading(new Admission(1, 1 << 20));
        overloaded.barrier();
        overloaded.proposals.submit(new Command.Barrier(), new Calls(() -> submitElsewhere(overloaded)));

        Node away = Node.following();
        away.log.follows("leader", 1);
        away.proposals.submit(new Command.Barrier(), new Calls(() -> submitElsewhere(away)));
        away.peers
                .sent
                .remove()
                .reply
                .answered(OutcomesCodec.encode(new Outcomes.Decided(1, List.of(Decision.PASSED))));
        away.completions.drain();
    }

    /** Would never come back if the caller held a lock that it takes. */
    private static void submitElsewhere(Node node) {
        CountDownLatch through = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            node.barrier();
            node.replica.query(machine -> machine.time());
            through.countDown();
        });
        other.start();
        try {
            if (!through.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("a completion was called under a lock");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void completionThatThrowsHarmsNeitherTheLogNorTheNextOne() {
        Node node = Node.leading();
        node.fillWindow();
        node.proposals.submit(new Command.Barrier(), throwing());
        Outcome next = node.barrier();

        node.log.commitAll(node.replica);

        assertThat(next.calls).containsExactly(Decision.PASSED);
    }

    @Test
    void completionThatThrowsHarmsNoOtherOfItsFailedGroup() {
        Node node = Node.leading();
        node.fillWindow();
        node.proposals.submit(new Command.Barrier(), throwing());
        Outcome next = node.barrier();
        node.log.is(LogStatus.Role.CANDIDATE);

        node.replica.leadershipLost();
        node.completions.drain();

        assertThat(next.calls).containsExactly(Failure.NO_LEADER);
    }

    @Test
    void completionThatThrowsHarmsNoOtherOfItsForwardedGroup() {
        Node node = Node.following();
        node.log.follows("leader", 1);
        node.fillWindow();
        node.peers.sent.clear();
        node.proposals.submit(new Command.Barrier(), throwing());
        Outcome next = node.barrier();
        node.log.follows("next", 2);
        node.proposals.review();

        List<Decision> decisions = List.of(Decision.PASSED, Decision.PASSED, Decision.PASSED);
        node.peers.sent.remove().reply.answered(OutcomesCodec.encode(new Outcomes.Decided(5, decisions)));
        node.completions.drain();

        assertThat(next.calls).containsExactly(Decision.PASSED);
    }

    /** Random steps of a random cluster; at the end everything is settled, once, and nothing is counted any more. */
    @Test
    void everyCompletionIsCalledExactlyOnceInEveryInterleaving() {
        for (long seed = 0; seed < 400; seed++) {
            Interleaving run = new Interleaving(seed);
            run.go();
            run.settle();
            for (Outcome outcome : run.outcomes) {
                assertThat(outcome.calls).as("seed %d", seed).hasSize(1);
            }
            assertThat(run.node.proposals.waitingCommands()).as("seed %d", seed).isZero();
            assertThat(run.node.proposals.waitingBytes()).as("seed %d", seed).isZero();
        }
    }

    private static final class Interleaving {
        final Node node = Node.following();
        final List<Outcome> outcomes = new ArrayList<>();
        private final Random random;
        private boolean leads;
        private long term = 1;

        Interleaving(long seed) {
            random = new Random(seed);
        }

        void go() {
            for (int step = 0; step < 120; step++) {
                node.clock.advanceMillis(random.nextInt(50));
                switch (random.nextInt(12)) {
                    case 0 -> elect();
                    case 1 -> node.proposals.tick();
                    case 2 -> node.proposals.review();
                    case 3 -> node.completions.drain();
                    case 4, 5 -> deliver();
                    case 6 -> reply();
                    default -> outcomes.add(node.submit(anyCommand()));
                }
            }
        }

        private Command anyCommand() {
            return switch (random.nextInt(3)) {
                case 0 -> new Command.Barrier();
                case 1 -> Node.checkIn("p" + random.nextInt(2), "i" + random.nextInt(3));
                default -> Node.renewal(Holding.NOTHING);
            };
        }

        private void elect() {
            term++;
            if (leads) {
                leads = false;
                follow(random.nextBoolean());
                node.replica.leadershipLost();
            } else if (random.nextBoolean()) {
                leads = true;
                node.log.is(LogStatus.Role.LEADER);
                node.replica.leadershipGained(new Term(term));
            } else {
                follow(random.nextBoolean());
            }
        }

        private void follow(boolean known) {
            if (known) {
                node.log.follows("n" + random.nextInt(2), term);
            } else {
                node.log.is(LogStatus.Role.CANDIDATE);
            }
        }

        private void deliver() {
            if (node.log.waiting() > 0) {
                if (random.nextInt(3) > 0) {
                    node.log.commit(node.replica);
                } else {
                    AppendFailure[] all = AppendFailure.values();
                    node.log.fail(all[random.nextInt(all.length)]);
                }
            }
        }

        private void reply() {
            if (!node.peers.sent.isEmpty()) {
                Peers.PeerReply reply = node.peers.sent.remove().reply;
                switch (random.nextInt(6)) {
                    case 0 -> reply.notSent();
                    case 1 -> reply.unknown();
                    case 2 -> reply.answered(OutcomesCodec.encode(new Outcomes.NotLeading()));
                    case 3 -> reply.answered(OutcomesCodec.encode(new Outcomes.Overloaded()));
                    case 4 -> reply.answered(new byte[] {1, 2, 3});
                    default -> reply.answered(OutcomesCodec.encode(new Outcomes.Decided(1, List.of(Decision.PASSED))));
                }
            }
        }

        void settle() {
            node.log.is(LogStatus.Role.CANDIDATE);
            node.replica.leadershipLost();
            while (node.log.waiting() + node.peers.sent.size() + node.completions.size() > 0) {
                deliver();
                reply();
                node.completions.drain();
            }
        }
    }

    private static Completion throwing() {
        return new Calls(() -> {
            throw new IllegalStateException("a completion that throws");
        });
    }

    /** Calls something when it is completed. */
    private record Calls(Runnable run) implements Completion {
        @Override
        public void decided(long logIndex, Decision decision) {
            run.run();
        }

        @Override
        public void failed(Failure failure) {
            run.run();
        }
    }
}
