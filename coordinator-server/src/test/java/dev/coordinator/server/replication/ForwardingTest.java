package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.journal.Outcomes;
import dev.coordinator.server.journal.OutcomesCodec;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.roster.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** On a node that follows: what gathers goes to the leader in one call a group, once. */
final class ForwardingTest {

    private final Node node = Node.following();

    ForwardingTest() {
        node.log.follows("a", 1);
    }

    @Test
    void idleFollowerPassesACommandOnAtOnceAndWhatGathersInOneCall() {
        node.fillWindow();
        node.barrier();

        assertThat(node.peers.sent).hasSize(Proposals.WINDOW);
        answer(decided(1));

        assertThat(node.peers.sent).hasSize(Proposals.WINDOW);
        assertThat(FakePeers.commandsIn(node.peers.sent.getLast().request)).hasSize(2);
        assertThat(node.log.waiting()).isZero();
    }

    @Test
    void decisionsReachTheirCallersInOrder() {
        node.fillWindow();
        Outcome last = node.barrier();
        answer(decided(1));
        Decision first = new Decision.Departed(Optional.of(new Epoch(9)));
        Decision second = new Decision.Departed(Optional.empty());
        while (node.peers.sent.size() > 1) {
            answer(decided(1));
        }

        answer(OutcomesCodec.encode(new Outcomes.Decided(4, List.of(first, second))));

        assertThat(last.calls).containsExactly(second);
    }

    @Test
    void whatTheLeaderDidNotTakeMayBeRepeatedAndTheRestMayNot() {
        failsWith(reply -> reply.answered(OutcomesCodec.encode(new Outcomes.NotLeading())), Failure.NO_LEADER);
        failsWith(reply -> reply.answered(OutcomesCodec.encode(new Outcomes.Overloaded())), Failure.OVERLOADED);
        failsWith(Peers.PeerReply::notSent, Failure.NO_LEADER);
        failsWith(Peers.PeerReply::unknown, Failure.OUTCOME_UNKNOWN);
        failsWith(reply -> reply.answered(OutcomesCodec.encode(new Outcomes.Unknown())), Failure.OUTCOME_UNKNOWN);
    }

    @Test
    void replyThatCannotBeReadOrHasTheWrongLengthLeavesTheOutcomeUnknown() {
        failsWith(reply -> reply.answered(new byte[] {1, 2, 3}), Failure.OUTCOME_UNKNOWN);
        failsWith(reply -> reply.answered(decided(0)), Failure.OUTCOME_UNKNOWN);
        failsWith(reply -> reply.answered(decided(2)), Failure.OUTCOME_UNKNOWN);
    }

    private void failsWith(Consumer<Peers.PeerReply> how, Failure failure) {
        Outcome outcome = node.barrier();

        how.accept(node.peers.sent.remove().reply);
        node.completions.drain();
        node.proposals.review();

        assertThat(outcome.calls).containsExactly(failure);
        assertThat(node.peers.sent).as("is never sent again").isEmpty();
        assertThat(node.proposals.waitingCommands()).isZero();
        assertThat(node.proposals.waitingBytes()).isZero();
    }

    @Test
    void newLeaderIsNotHeldUpByWhatIsStuckOnTheWayToTheDeadOne() {
        List<Outcome> outcomes = node.fillWindow();
        node.peers.sent.clear();

        node.log.follows("b", 2);
        node.proposals.review();

        assertThat(node.peers.sent).hasSize(1);
        assertThat(node.peers.sent.getLast().to).isEqualTo(new NodeId("b"));
        answer(decided(1));
        assertThat(outcomes.get(Proposals.WINDOW).calls).containsExactly(Decision.PASSED);
    }

    @Test
    void leaderThatIsElectedAgainIsANewRouteToo() {
        node.fillWindow();
        node.peers.sent.clear();

        node.log.follows("a", 3);
        node.proposals.review();

        assertThat(node.peers.sent).hasSize(1);
    }

    @Test
    void lateReplyOfADeadLeaderMakesNoRoomOnTheWayToTheNext() {
        node.fillWindow();
        Peers.PeerReply late = node.peers.sent.remove().reply;
        node.peers.sent.clear();
        node.log.follows("b", 2);
        for (int i = 0; i < Proposals.WINDOW; i++) {
            node.barrier();
        }
        assertThat(node.peers.sent).hasSize(Proposals.WINDOW);
        node.barrier();

        late.unknown();
        node.completions.drain();

        assertThat(node.peers.sent).hasSize(Proposals.WINDOW);
    }

    @Test
    void whatGatheredFailsWhenNobodyLeadsAnyMore() {
        List<Outcome> outcomes = node.fillWindow();

        node.log.is(LogStatus.Role.CANDIDATE);
        node.proposals.review();
        node.completions.drain();

        assertThat(outcomes.get(Proposals.WINDOW).calls).containsExactly(Failure.NO_LEADER);
        assertThat(outcomes.get(0).calls).isEmpty();
    }

    /** However slow those are that tell them. */
    @Test
    void thoseWhoAreToBeToldThatNobodyLeadsAreBoundedInNumber() {
        Node small = new Node(new Admission(20, 1 << 20));
        small.proposals.connect(small.log, small.peers, small);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            outcomes.add(small.submit(Node.renewal(new Holding.Claim(1))));
        }

        assertThat(small.completions.size()).isEqualTo(20);
        assertThat(outcomes.get(99).calls).containsExactly(Failure.OVERLOADED);
        small.completions.drain();
        assertThat(outcomes.get(0).calls).containsExactly(Failure.NO_LEADER);
        assertThat(small.proposals.waitingCommands()).isZero();
    }

    @Test
    void followerBecomesLeaderAndAppendsWhatGathered() {
        node.fillWindow();

        node.proposals.lead(new Term(2), ClusterTime.ZERO);

        assertThat(Entries.decode(node.log.take().entry).commands()).containsExactly(new Command.Barrier());
    }

    private void answer(byte[] response) {
        node.peers.sent.remove().reply.answered(response);
        node.completions.drain();
    }

    private static byte[] decided(int decisions) {
        List<Decision> all = new ArrayList<>();
        for (int i = 0; i < decisions; i++) {
            all.add(Decision.PASSED);
        }
        return OutcomesCodec.encode(new Outcomes.Decided(1, all));
    }
}
