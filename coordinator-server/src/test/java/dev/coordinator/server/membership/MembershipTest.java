package dev.coordinator.server.membership;

import static dev.coordinator.server.membership.FakeElectorate.api;
import static dev.coordinator.server.membership.FakeElectorate.id;
import static dev.coordinator.server.membership.FakeElectorate.raft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.membership.Verdict.Objection;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeChange;
import dev.coordinator.server.roster.RecordedChange;
import dev.coordinator.server.roster.Registry;
import dev.coordinator.server.roster.Requester;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What an operator may ask of the nodes, and what is refused because it would put decisions at risk. */
final class MembershipTest {

    private static final Requester ALICE = new Requester("alice from 10.0.0.9", "new machine");

    private final FakeElectorate three = new FakeElectorate(3);

    @Test
    void aNodeThatWaitsIsWrittenDownAsJoiningWithTheFolderItHas() {
        three.listening = Optional.of(new Introduction(id(4), new FolderId(77), 0, false));

        assertThat(add(three, 4)).isInstanceOf(Verdict.Accepted.class);

        assertThat(three.book.replicated().member(id(4)))
                .contains(new Member(id(4), new FolderId(77), api(4), raft(4), Standing.JOINING));
        assertThat(three.voters).doesNotContainKey(id(4));
    }

    @Test
    void addingItAgainChangesNothing() {
        three.listening = Optional.of(new Introduction(id(4), new FolderId(77), 0, false));
        add(three, 4);

        assertThat(add(three, 4)).isInstanceOf(Verdict.Accepted.class);

        assertThat(three.written).hasSize(1);
    }

    @Test
    void nobodyOrAnotherThereIsNotAdded() {
        refused(add(three, 4), Objection.NOT_REACHED, "no node of this cluster answers at 10.0.0.4:7401");

        three.listening = Optional.of(new Introduction(id(9), new FolderId(77), 0, false));
        refused(add(three, 4), Objection.OTHER_NODE_THERE, "answers node n9, not n4");
        assertThat(three.written).isEmpty();
    }

    @Test
    void aTakenNameOrAddressIsRefused() {
        three.listening = Optional.of(new Introduction(id(2), new FolderId(77), 0, false));
        refused(
                verdict(caller -> membership(three).add(id(2), api(8), raft(8), ALICE, caller)),
                Objection.KNOWN_NODE,
                "node n2 is in the cluster already");

        three.listening = Optional.of(new Introduction(id(4), new FolderId(77), 0, false));
        refused(
                verdict(caller -> membership(three).add(id(4), api(1), raft(4), ALICE, caller)),
                Objection.BROKEN_RULE,
                "two nodes share the api address 10.0.0.1:7400");
    }

    @Test
    void oneNodeJoinsOrLeavesAtATime() {
        three.listening = Optional.of(new Introduction(id(4), new FolderId(77), 0, false));
        add(three, 4);

        refused(add(three, 5), Objection.OTHER_NODE_THERE, "");
        three.listening = Optional.of(new Introduction(id(5), new FolderId(78), 0, false));
        refused(add(three, 5), Objection.CHANGE_UNDER_WAY, "node n4 is joining");
        refused(remove(three, 1), Objection.CHANGE_UNDER_WAY, "node n4 is joining");
        assertThat(remove(three, 4)).isInstanceOf(Verdict.Accepted.class);
        assertThat(three.book.replicated().member(id(4)).map(Member::standing)).contains(Standing.LEAVING);
    }

    @Test
    void theJoiningOfANodeIsEndedEvenWhileTheVotersAreChanging() {
        three.listening = Optional.of(new Introduction(id(4), new FolderId(77), 0, false));
        add(three, 4);
        three.settled = false;

        assertThat(remove(three, 4)).isInstanceOf(Verdict.Accepted.class);
        refused(remove(three, 1), Objection.CHANGE_UNDER_WAY, "");
    }

    @Test
    void whatWouldLeaveNoQuorumWithinReachIsRefused() {
        three.silent.add(id(3));

        refused(remove(three, 2), Objection.QUORUM_AT_RISK, "2 of 3 voters are within reach (not: n3)");
        refused(move(three, 2, 8), Objection.QUORUM_AT_RISK, "while node n2 moves");
        assertThat(remove(three, 3)).isInstanceOf(Verdict.Accepted.class);
        assertThat(three.written).hasSize(1);
    }

    @Test
    void aNodeIsAddedOnlyWhereTheLargerClusterHasAQuorum() {
        FakeElectorate four = new FakeElectorate(4);
        four.silent.add(id(3));
        four.listening = Optional.of(new Introduction(id(5), new FolderId(77), 0, false));
        assertThat(add(four, 5)).isInstanceOf(Verdict.Accepted.class);

        FakeElectorate two = new FakeElectorate(2);
        two.silent.add(id(2));
        two.listening = Optional.of(new Introduction(id(3), new FolderId(77), 0, false));
        assertThat(add(two, 3)).isInstanceOf(Verdict.Accepted.class);

        FakeElectorate five = new FakeElectorate(5);
        five.silent.addAll(List.of(id(3), id(4), id(5)));
        five.listening = Optional.of(new Introduction(id(6), new FolderId(77), 0, false));
        refused(add(five, 6), Objection.QUORUM_AT_RISK, "too few for a cluster of 6");
    }

    @Test
    void theLastNodeStays() {
        refused(remove(new FakeElectorate(1), 1), Objection.QUORUM_AT_RISK, "node n1 is the last one");
    }

    @Test
    void aMovedNodeStaysTheVoterItWas() {
        assertThat(move(three, 2, 8)).isInstanceOf(Verdict.Accepted.class);

        assertThat(three.book.replicated().member(id(2)))
                .contains(new Member(id(2), FolderId.FIRST, api(8), raft(8), Standing.MEMBER));
        assertThat(three.asked).isEmpty();
        assertThat(move(three, 2, 8)).isInstanceOf(Verdict.Accepted.class);
        assertThat(three.written).hasSize(1);
    }

    @Test
    void aLoneNodeMayMove() {
        assertThat(move(new FakeElectorate(1), 1, 8)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void whoIsNotThereIsUnknown() {
        refused(remove(three, 7), Objection.UNKNOWN_NODE, "no node of this cluster has the id n7");
        refused(move(three, 7, 8), Objection.UNKNOWN_NODE, "n7");
        refused(
                verdict(caller -> membership(three).handOver(id(1), Optional.of(id(7)), caller)),
                Objection.UNKNOWN_NODE,
                "no voter");
    }

    @Test
    void whoAskedForWhatIsRemembered() {
        three.listening = Optional.of(new Introduction(id(4), new FolderId(77), 0, false));
        Member fourth = new Member(id(4), new FolderId(77), api(4), raft(4), Standing.JOINING);

        add(three, 4);
        remove(three, 4);

        assertThat(three.book.registry().history())
                .containsExactly(
                        new RecordedChange(
                                2, FakeElectorate.WALL, new NodeChange(NodeChange.Kind.ADDED, fourth, ALICE)),
                        new RecordedChange(
                                3,
                                FakeElectorate.WALL,
                                new NodeChange(NodeChange.Kind.REMOVED, fourth.standing(Standing.LEAVING), ALICE)));
    }

    @Test
    void whatIsRefusedIsNotRemembered() {
        remove(three, 7);

        assertThat(three.book.registry().history()).isEmpty();
    }

    @Test
    void leadershipIsHandedToAVoterWithinReach() {
        three.silent.add(id(3));
        introduce(2, false);

        refused(
                verdict(caller -> membership(three).handOver(id(1), Optional.of(id(3)), caller)),
                Objection.NOT_REACHED,
                "node n3 is out of reach");
        assertThat(verdict(caller -> membership(three).handOver(id(1), Optional.of(id(2)), caller)))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(verdict(caller -> membership(three).handOver(id(1), Optional.empty(), caller)))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(three.asked)
                .containsExactly("ask " + raft(2), "hand over to n2", "ask " + raft(2), "hand over to n2");
    }

    @Test
    void leadershipGoesToTheMostUpToDateOneThatIsNotBeingDrained() {
        FakeElectorate five = new FakeElectorate(5);
        five.introductions.put(raft(2), new Introduction(id(2), FolderId.FIRST, 90, true));
        five.introductions.put(raft(3), new Introduction(id(3), FolderId.FIRST, 70, false));
        five.introductions.put(raft(4), new Introduction(id(4), FolderId.FIRST, 80, false));
        five.introductions.put(raft(5), new Introduction(id(5), FolderId.FIRST, 80, false));

        assertThat(verdict(caller -> membership(five).handOver(id(1), Optional.empty(), caller)))
                .isInstanceOf(Verdict.Accepted.class);

        assertThat(five.asked).contains("hand over to n4").doesNotContain("ask " + raft(1));
    }

    @Test
    void leadershipStaysWhereAllOthersAreDrainedOrSilent() {
        introduce(2, true);

        refused(
                verdict(caller -> membership(three).handOver(id(1), Optional.empty(), caller)),
                Objection.NOT_REACHED,
                "no other voter can lead: n2 is being drained, n3 does not answer");
        refused(
                verdict(caller -> membership(three).handOver(id(1), Optional.of(id(2)), caller)),
                Objection.DRAINED,
                "node n2 is being drained");
        refused(
                verdict(caller -> membership(three).handOver(id(1), Optional.of(id(3)), caller)),
                Objection.NOT_REACHED,
                "node n3 does not answer");
        refused(
                verdict(caller -> membership(new FakeElectorate(1)).handOver(id(1), Optional.empty(), caller)),
                Objection.NOT_REACHED,
                "no other voter can lead: none is within reach");
        assertThat(three.asked).noneMatch(word -> word.startsWith("hand over"));
    }

    @Test
    void leadershipIsNotHandedToOneThatLeaves() {
        introduce(2, false);
        three.book.replicated(Registry.of(
                three.book.replicated().with(FakeElectorate.member(2).standing(Standing.LEAVING))));

        refused(
                verdict(caller -> membership(three).handOver(id(1), Optional.empty(), caller)),
                Objection.NOT_REACHED,
                "n3 does not answer");
    }

    @Test
    void whoLeadsAlreadyIsHandedNothing() {
        assertThat(verdict(caller -> membership(three).handOver(id(1), Optional.of(id(1)), caller)))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(three.asked).isEmpty();
    }

    @Test
    void aDrainedNodeThatLeadsTriesOnceASecondUntilItHasHandedOver() {
        long[] now = {0};
        boolean[] aside = {false};
        Retreat retreat = new Retreat(id(1), membership(three), () -> aside[0], three::status, () -> now[0]);
        introduce(2, false);

        retreat.review();
        assertThat(three.asked).isEmpty();

        aside[0] = true;
        retreat.review();
        retreat.review();
        assertThat(three.asked).containsOnlyOnce("hand over to n2");

        now[0] += 1_000_000_000L;
        retreat.review();
        assertThat(three.asked).filteredOn("hand over to n2"::equals).hasSize(2);

        now[0] += 1_000_000_000L;
        three.role = LogStatus.Role.FOLLOWER;
        retreat.review();
        assertThat(three.asked).filteredOn("hand over to n2"::equals).hasSize(2);
    }

    @Test
    void leadershipStaysWhileANodeIsBroughtUpToDateAndTheRefusalSaysWhenToRepeatIt() {
        three.listening = Optional.of(new Introduction(id(4), new FolderId(77), 0, false));
        add(three, 4);
        three.settled = false;

        refused(
                verdict(caller -> membership(three).handOver(id(1), Optional.empty(), caller)),
                Objection.NOT_NOW,
                "repeat it when node n4 has caught up and votes, or remove that one");
        three.settled = true;
        introduce(2, false);
        three.obstacle = Optional.of("Changing the configuration");
        refused(
                verdict(caller -> membership(three).handOver(id(1), Optional.empty(), caller)),
                Objection.NOT_NOW,
                "votes, or remove that one (Changing the configuration)");
    }

    @Test
    void aNodeIsSparedWhileTheOthersAreAQuorum() {
        three.role = LogStatus.Role.FOLLOWER;
        introduce(2, false);
        introduce(3, false);

        assertThat(spare(three)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void aNodeIsNotSparedWhereOthersAreDownDrainedOrNotWhoTheyWere() {
        introduce(2, false);
        refused(spare(three), Objection.QUORUM_AT_RISK, "1 of 3 voters go on, which is no quorum; n3 is out of reach");

        introduce(3, true);
        refused(spare(three), Objection.QUORUM_AT_RISK, "; n3 is being drained");

        three.introductions.put(raft(3), new Introduction(id(3), new FolderId(99), 0, false));
        refused(spare(three), Objection.QUORUM_AT_RISK, "; n3 is another node now");

        refused(spare(new FakeElectorate(1)), Objection.QUORUM_AT_RISK, "0 of 1 voters go on");
    }

    @Test
    void aNodeThatDoesNotVoteIsSpared() {
        FakeElectorate two = new FakeElectorate(2);

        assertThat(verdict(caller -> membership(two).spare(id(9), caller))).isInstanceOf(Verdict.Accepted.class);
    }

    private void introduce(int number, boolean aside) {
        three.introductions.put(raft(number), new Introduction(id(number), FolderId.FIRST, 7, aside));
    }

    private static Verdict spare(FakeElectorate electorate) {
        return verdict(caller -> membership(electorate).spare(id(1), caller));
    }

    @Test
    void whoDoesNotLeadSaysSo() {
        three.role = LogStatus.Role.FOLLOWER;

        refused(add(three, 4), Objection.NOT_LEADER, "");
        refused(remove(three, 1), Objection.NOT_LEADER, "");
        assertThat(three.written).isEmpty();
    }

    @Test
    void anUnknownFateIsTold() {
        three.logFailure = Optional.of(Failure.OUTCOME_UNKNOWN);

        assertThat(remove(three, 1)).isEqualTo(new Verdict.Failed(Failure.OUTCOME_UNKNOWN));
    }

    @Test
    void beforeTheFirstRosterIsWrittenNothingIsChanged() {
        three.book.replicated(Registry.of(Roster.NONE));

        refused(remove(three, 1), Objection.CHANGE_UNDER_WAY, "try again");
    }

    private static Membership membership(FakeElectorate electorate) {
        return new Membership(
                electorate.book, electorate::replaceRoster, electorate, electorate::status, Runnable::run);
    }

    private static Verdict add(FakeElectorate electorate, int node) {
        return verdict(caller -> membership(electorate).add(id(node), api(node), raft(node), ALICE, caller));
    }

    private static Verdict remove(FakeElectorate electorate, int node) {
        return verdict(caller -> membership(electorate).remove(id(node), ALICE, caller));
    }

    private static Verdict move(FakeElectorate electorate, int node, int place) {
        return verdict(caller -> membership(electorate).move(id(node), api(place), raft(place), ALICE, caller));
    }

    private static Verdict verdict(Consumer<Consumer<Verdict>> word) {
        List<Verdict> verdicts = new ArrayList<>();
        word.accept(verdicts::add);
        assertThat(verdicts).hasSize(1);
        return verdicts.get(0);
    }

    private static void refused(Verdict verdict, Objection objection, String words) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.objection()).isEqualTo(objection);
            assertThat(refused.why()).contains(words);
        });
    }
}
