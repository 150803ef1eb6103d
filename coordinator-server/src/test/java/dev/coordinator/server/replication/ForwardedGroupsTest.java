package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.journal.v1.CheckIn;
import dev.coordinator.journal.v1.Forward;
import dev.coordinator.journal.v1.PeerMessage;
import dev.coordinator.journal.v1.Run;
import dev.coordinator.server.journal.Outcomes;
import dev.coordinator.server.journal.OutcomesCodec;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Holding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On the node that leads: groups of other nodes are taken whole, and each is answered once. */
final class ForwardedGroupsTest {

    private static final Command BARRIER = new Command.Barrier();

    @Test
    void groupIsAnsweredWhenAllOfItIsDecided() {
        Node node = Node.leading();
        Command checkIn = Node.checkIn("p", "a");

        List<byte[]> answers = node.peers.ask(FakePeers.passedOn(List.of(checkIn, BARRIER)));

        assertThat(answers).isEmpty();
        node.log.commitAll(node.replica);
        assertThat(answers).hasSize(1);
        Outcomes.Decided decided = (Outcomes.Decided) OutcomesCodec.decode(answers.get(0));
        assertThat(decided.logIndex()).isEqualTo(2);
        assertThat(decided.decisions().get(0)).isInstanceOf(Decision.Answer.class);
        assertThat(decided.decisions().get(1)).isEqualTo(Decision.PASSED);
    }

    @Test
    void groupThatIsSpreadOverSeveralEntriesReflectsTheLastOfThem() {
        Node node = Node.leading();
        List<Command> many = Collections.nCopies(Gathered.MOST_COMMANDS_A_GROUP + 1, BARRIER);

        List<byte[]> answers = node.peers.ask(FakePeers.passedOn(many));
        node.log.commit(node.replica);

        assertThat(answers).isEmpty();
        node.log.commit(node.replica);
        Outcomes.Decided decided = (Outcomes.Decided) OutcomesCodec.decode(answers.get(0));
        assertThat(decided.decisions()).hasSize(many.size());
        assertThat(decided.logIndex()).isEqualTo(3);
    }

    @Test
    void nodeThatDoesNotLeadSaysSoAndDoesNotPassItFurther() {
        Node node = Node.following();
        node.log.follows("other", 1);

        assertThat(outcome(node, List.of(BARRIER))).isEqualTo(new Outcomes.NotLeading());
        assertThat(node.peers.sent).isEmpty();
    }

    @Test
    void fullNodeTakesNothingOfAGroup() {
        Node node = Node.leading(new Admission(10, 1 << 20));
        node.fillWindow();

        assertThat(outcome(node, List.of(BARRIER, BARRIER))).isEqualTo(new Outcomes.Overloaded());
        assertThat(node.proposals.waitingCommands()).isEqualTo(5);
    }

    @Test
    void renewalOfAPrimaryIsNotTurnedAwayForAReadThatTravelsWithIt() {
        Node node = Node.leading(new Admission(10, 1 << 20));
        node.fillWindow();

        List<byte[]> answers = node.peers.ask(FakePeers.passedOn(List.of(BARRIER, Node.renewal(new Holding.Claim(1)))));
        node.log.commitAll(node.replica);

        assertThat(OutcomesCodec.decode(answers.get(0))).isInstanceOf(Outcomes.Decided.class);
    }

    @Test
    void groupOfWhichNothingWasAppendedMayBeRepeated() {
        Node node = Node.leading();
        List<byte[]> answers = node.peers.ask(FakePeers.passedOn(List.of(BARRIER, BARRIER)));

        node.log.fail(AppendFailure.NOT_LEADER);
        node.completions.drain();

        assertThat(answers).hasSize(1);
        assertThat(OutcomesCodec.decode(answers.get(0))).isEqualTo(new Outcomes.NotLeading());
    }

    @Test
    void groupThatWasDecidedInPartIsUnknownAsAWhole() {
        Node node = Node.leading();
        List<Command> many = Collections.nCopies(Gathered.MOST_COMMANDS_A_GROUP + 1, BARRIER);
        List<byte[]> answers = node.peers.ask(FakePeers.passedOn(many));

        node.log.commit(node.replica);
        node.log.fail(AppendFailure.NOT_LEADER);
        node.completions.drain();

        assertThat(answers).hasSize(1);
        assertThat(OutcomesCodec.decode(answers.get(0))).isEqualTo(new Outcomes.Unknown());
    }

    @Test
    void groupWhoseFateIsUnknownIsUnknown() {
        Node node = Node.leading();
        List<byte[]> answers = node.peers.ask(FakePeers.passedOn(List.of(BARRIER)));

        node.log.fail(AppendFailure.OUTCOME_UNKNOWN);
        node.completions.drain();

        assertThat(OutcomesCodec.decode(answers.get(0))).isEqualTo(new Outcomes.Unknown());
    }

    @Test
    void groupOfNothingIsAnsweredAtOnce() {
        Node node = Node.leading();

        assertThat(outcome(node, List.of())).isEqualTo(new Outcomes.Decided(0, List.of()));
        assertThat(node.log.waiting()).isZero();
    }

    @Test
    void whatCannotBeDecodedIsRefusedBeforeItCanReachTheLog() {
        Node node = Node.leading();
        byte[] badName = PeerMessage.newBuilder()
                .setFormat(1)
                .setForward(Forward.newBuilder()
                        .addRuns(Run.newBuilder()
                                .setCheckIn(CheckIn.newBuilder().setPool("/p").setInstanceId("a"))))
                .build()
                .toByteArray();
        byte[] later = PeerMessage.newBuilder().setFormat(2).build().toByteArray();

        for (byte[] request : List.of(badName, later, new byte[] {1, 2, 3}, new byte[0])) {
            List<byte[]> answers = node.peers.ask(request);
            assertThat(answers).hasSize(1);
            assertThat(OutcomesCodec.decode(answers.get(0))).isEqualTo(new Outcomes.Overloaded());
        }
        assertThat(node.log.waiting()).isZero();
    }

    @Test
    void transportThatThrowsOnAnAnswerDoesNotHarmTheLog() {
        Node node = Node.leading();
        node.peers.answerBy(FakePeers.passedOn(List.of(BARRIER)), response -> {
            throw new IllegalStateException("the connection is closed");
        });
        List<Outcome> own = new ArrayList<>(List.of(node.barrier()));

        node.log.commitAll(node.replica);

        assertThat(own.get(0).calls).containsExactly(Decision.PASSED);
    }

    private static Outcomes outcome(Node node, List<Command> commands) {
        List<byte[]> answers = node.peers.ask(FakePeers.passedOn(commands));
        assertThat(answers).hasSize(1);
        return OutcomesCodec.decode(answers.get(0));
    }
}
