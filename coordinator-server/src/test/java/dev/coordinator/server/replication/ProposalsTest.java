package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Info;
import dev.coordinator.server.lease.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** On the node that leads: commands are grouped, stamped in order, appended, and each completed exactly once. */
final class ProposalsTest {

    @Test
    void firstEntryOfALeaderIsATickOfTheTimeThatWasApplied() {
        Node node = Node.following();

        node.replica.leadershipGained(new Term(3));

        assertThat(node.log.waiting()).isEqualTo(1);
        FakeLog.Appended first = node.log.take();
        assertThat(first.term).isEqualTo(new Term(3));
        assertThat(Entries.decode(first.entry).commands()).isEmpty();
        assertThat(node.stampOf(first.entry)).isZero();
    }

    @Test
    void idleNodeAppendsACommandAtOnce() {
        Node node = Node.leading();

        Outcome outcome = node.barrier();

        assertThat(commands(node)).containsExactly(1);
        node.log.commit(node.replica);
        assertThat(outcome.calls).containsExactly(Decision.PASSED);
    }

    @Test
    void busyNodeGathersWhileTheWindowIsOnItsWay() {
        Node node = Node.leading();
        List<Outcome> first = node.fillWindow();
        List<Outcome> more = List.of(node.barrier(), node.barrier());

        assertThat(commands(node)).containsExactly(1, 1, 1, 1);
        node.log.commit(node.replica);
        assertThat(commands(node)).containsExactly(1, 1, 1, 3);
        node.log.commitAll(node.replica);

        first.forEach(each -> assertThat(each.calls).containsExactly(Decision.PASSED));
        more.forEach(each -> assertThat(each.calls).containsExactly(Decision.PASSED));
    }

    @Test
    void nextGroupIsOnItsWayBeforeTheAnswersToThisOneAreGiven() {
        Node node = Node.leading();
        List<Integer> onTheirWay = new ArrayList<>();
        node.proposals.submit(new Command.Barrier(), new Then(() -> onTheirWay.add(node.log.waiting())));
        for (int i = 0; i < Proposals.WINDOW; i++) {
            node.barrier();
        }

        node.log.commit(node.replica);

        assertThat(onTheirWay).containsExactly(Proposals.WINDOW);
    }

    @Test
    void groupIsStampedWhenItIsClosedAndNotWhenItsCommandsArrived() {
        Node node = Node.leading();
        node.fillWindow();
        node.clock.advanceMillis(400);

        node.log.commit(node.replica);

        List<byte[]> entries = node.log.entries();
        assertThat(node.stampOf(entries.get(0))).isZero();
        assertThat(node.stampOf(entries.get(entries.size() - 1))).isEqualTo(400);
    }

    @Test
    void stampsNeverFallInTheOrderOfAppending() {
        Node node = Node.leading();
        for (int round = 0; round < 200; round++) {
            node.barrier();
            node.clock.advanceMillis(round % 7 == 0 ? 3_000 : 1);
            if (round % 3 == 0) {
                node.log.commit(node.replica);
            }
        }
        node.log.commitAll(node.replica);

        assertThat(node.log.committed().stream().map(node::stampOf)).isSorted();
    }

    @Test
    void groupIsBoundedInCount() {
        Node node = Node.leading();
        node.fillWindow();
        for (int i = 0; i < Gathered.MOST_COMMANDS_A_GROUP + 10; i++) {
            node.submit(Node.renewal(Holding.UNSAID));
        }

        node.log.commit(node.replica);
        node.log.commit(node.replica);

        assertThat(commands(node)).containsExactly(1, 1, Gathered.MOST_COMMANDS_A_GROUP, 11);
    }

    @Test
    void groupIsBoundedInBytes() {
        Node node = Node.leading();
        node.fillWindow();
        int size = Gathered.MOST_BYTES_A_GROUP / 4;
        for (int i = 0; i < 9; i++) {
            node.submit(withProfile(new Profile(true, "", 0, "", new TreeMap<>(), Info.of(new byte[size]))));
        }

        node.log.commitAll(node.replica);

        assertThat(node.log.committed()).hasSizeBetween(8, 10);
        node.log
                .committed()
                .forEach(entry -> assertThat(entry.length).isLessThan(Gathered.MOST_BYTES_A_GROUP + 2 * size));
    }

    @Test
    void failureOfTheLogBecomesThatOfEveryCommand() {
        failureBecomes(AppendFailure.NOT_LEADER, Failure.NO_LEADER);
        failureBecomes(AppendFailure.BUSY, Failure.OVERLOADED);
        failureBecomes(AppendFailure.OUTCOME_UNKNOWN, Failure.OUTCOME_UNKNOWN);
    }

    private static void failureBecomes(AppendFailure failure, Failure told) {
        Node node = Node.leading();
        Outcome outcome = node.barrier();

        node.log.fail(failure);
        node.completions.drain();

        assertThat(outcome.calls).containsExactly(told);
        assertThat(node.log.waiting()).isZero();
    }

    @Test
    void failedGroupMakesRoomForTheNext() {
        Node node = Node.leading();
        List<Outcome> outcomes = node.fillWindow();

        node.log.fail(AppendFailure.BUSY);
        node.completions.drain();

        assertThat(outcomes.get(0).calls).containsExactly(Failure.OVERLOADED);
        assertThat(commands(node)).containsExactly(1, 1, 1, 1);
    }

    @Test
    void withoutALeaderACommandFailsAtOnce() {
        Node node = Node.following();

        Outcome outcome = node.barrier();
        node.completions.drain();

        assertThat(outcome.calls).containsExactly(Failure.NO_LEADER);
        assertThat(Failure.NO_LEADER.isRetrySafe()).isTrue();
    }

    @Test
    void nodeThatWasElectedButHasNotAppliedEverythingYetTakesNothing() {
        Node node = Node.following();
        node.log.is(LogStatus.Role.LEADER);

        Outcome outcome = node.barrier();
        node.completions.drain();

        assertThat(outcome.calls).containsExactly(Failure.NO_LEADER);
        assertThat(node.log.waiting()).isZero();
    }

    @Test
    void lostLeadershipFailsWhatGatheredAndLeavesWhatIsOnItsWayToTheLog() {
        Node node = Node.leading();
        List<Outcome> outcomes = node.fillWindow();

        node.log.is(LogStatus.Role.CANDIDATE);
        node.replica.leadershipLost();
        node.completions.drain();

        assertThat(outcomes.get(Proposals.WINDOW).calls).containsExactly(Failure.NO_LEADER);
        assertThat(outcomes.get(0).calls).isEmpty();
        node.log.commit(node.replica);
        node.log.fail(AppendFailure.OUTCOME_UNKNOWN);
        node.completions.drain();
        assertThat(outcomes.get(0).calls).containsExactly(Decision.PASSED);
        assertThat(outcomes.get(1).calls).containsExactly(Failure.OUTCOME_UNKNOWN);
        assertThat(node.log.waiting()).isEqualTo(2);
    }

    @Test
    void lostLeadershipPassesWhatGatheredOnToTheNextLeader() {
        Node node = Node.leading();
        node.fillWindow();

        node.log.follows("other", 2);
        node.replica.leadershipLost();

        assertThat(node.peers.sent).hasSize(1);
        assertThat(FakePeers.commandsIn(node.peers.sent.remove().request)).hasSize(1);
    }

    @Test
    void newLeadershipIsNotHeldUpByGroupsOfTheLast() {
        Node node = Node.leading();
        node.fillWindow();
        node.log.is(LogStatus.Role.CANDIDATE);
        node.replica.leadershipLost();

        node.replica.leadershipGained(new Term(2));
        node.barrier();

        assertThat(node.log.waiting()).isEqualTo(Proposals.WINDOW + 2);
        node.log.commitAll(node.replica);
        assertThat(node.log.waiting()).isZero();
    }

    @Test
    void leadershipGainedBeforeTheConnectionBeginsWithIt() {
        Node node = new Node(Node.PLENTY);
        node.replica.leadershipGained(new Term(1));
        node.clock.advanceMillis(100);
        Outcome early = node.barrier();

        node.proposals.connect(node.log, node.peers, node);

        assertThat(node.log.waiting()).isPositive();
        assertThat(node.log.entries().stream().map(node::stampOf)).containsOnly(100L);
        node.log.commitAll(node.replica);
        assertThat(early.calls).containsExactly(Decision.PASSED);
    }

    @Test
    void changeIsAnnouncedByATickWhenNothingElseFollows() {
        Node node = Node.leading();
        node.submit(Node.checkIn("p", "a"));

        node.log.commit(node.replica);

        assertThat(node.changes).isNotEmpty();
        assertThat(commands(node)).containsExactly(0);
        node.log.commit(node.replica);
        assertThat(node.log.waiting()).isZero();
    }

    @Test
    void changeIsNotAnnouncedWhenSomethingElseFollowsAnyway() {
        Node node = Node.leading();
        node.submit(Node.checkIn("p", "a"));
        for (int i = 0; i < Proposals.WINDOW; i++) {
            node.submit(Node.renewal(Holding.UNSAID));
        }
        int before = node.log.committed().size();

        node.log.commitAll(node.replica);

        assertThat(node.changes).isNotEmpty();
        assertThat(node.log.committed().size() - before).isEqualTo(Proposals.WINDOW + 1);
    }

    @Test
    void renewalThatChangesNothingIsNotAnnounced() {
        Node node = Node.leading();
        node.submit(Node.renewal(Holding.UNSAID));

        node.log.commit(node.replica);

        assertThat(node.log.waiting()).isZero();
    }

    @Test
    void readIsAnnouncedSoThatTheFollowerThatWaitsSeesIt() {
        Node node = Node.leading();
        node.barrier();

        node.log.commit(node.replica);

        assertThat(commands(node)).containsExactly(0);
    }

    @Test
    void tickAppendsNothingWhileAnotherEntryIsOnItsWay() {
        Node node = Node.leading();

        node.proposals.tick();
        node.proposals.tick();
        node.proposals.tick();

        assertThat(commands(node)).containsExactly(0);
        node.log.commit(node.replica);
        node.proposals.tick();
        assertThat(commands(node)).containsExactly(0);
    }

    @Test
    void tickDoesNothingOnANodeThatDoesNotLead() {
        Node node = Node.following();

        node.proposals.tick();

        assertThat(node.log.waiting()).isZero();
    }

    @Test
    void estimateIsTheClockOfTheLeaderAndElsewhereWhatIsApplied() {
        Node node = Node.leading();
        node.clock.advanceMillis(700);

        assertThat(node.proposals.isLeading()).isTrue();
        assertThat(node.proposals.estimate().millis()).isEqualTo(700);

        node.replica.leadershipLost();

        assertThat(node.proposals.isLeading()).isFalse();
        assertThat(node.proposals.estimate().millis()).isZero();
    }

    @Test
    void fullQueueFailsACommandOnTheSpot() {
        Node node = Node.leading(new Admission(10, 1 << 20));
        List<Outcome> reads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            reads.add(node.barrier());
        }

        assertThat(reads.get(4).calls).isEmpty();
        assertThat(reads.get(5).calls).containsExactly(Failure.OVERLOADED);
        assertThat(node.submit(Node.renewal(new Holding.Claim(1))).calls).isEmpty();
    }

    @Test
    void halfACharacterIsRefusedBeforeItCanReachTheLog() {
        Node node = Node.leading();
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("\uD83D", "1");

        for (Profile profile : List.of(
                Profile.PLAIN.withAddress("\uDE00"),
                Profile.PLAIN.withElectable(false, "a\uD83Db"),
                new Profile(true, "", 0, "", labels, Info.NONE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> node.submit(withProfile(profile)))
                    .withMessageContaining("half a character");
        }
        node.submit(withProfile(Profile.PLAIN.withAddress("\uD83D\uDE00")));

        assertThat(commands(node)).containsExactly(1);
    }

    static Command.CheckIn withProfile(Profile profile) {
        Command.CheckIn of = Node.checkIn("p", "a");
        return new Command.CheckIn(
                of.pool(),
                of.instance(),
                of.incarnation(),
                of.supersedes(),
                of.nonce(),
                of.seq(),
                profile,
                of.holding(),
                of.release(),
                of.mayCreatePool());
    }

    /** How many commands each entry carries that waits in the log. */
    private static List<Integer> commands(Node node) {
        return node.log.entries().stream()
                .map(entry -> Entries.decode(entry).commands().size())
                .toList();
    }

    /** Runs something when it is completed. */
    private record Then(Runnable run) implements Completion {
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
