package dev.coordinator.server.membership;

import static dev.coordinator.server.membership.FakeElectorate.api;
import static dev.coordinator.server.membership.FakeElectorate.id;
import static dev.coordinator.server.membership.FakeElectorate.member;
import static dev.coordinator.server.membership.FakeElectorate.raft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeChange;
import dev.coordinator.server.roster.Registry;
import dev.coordinator.server.roster.Requester;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever leads brings the voters to what the roster says, from wherever the leader before it stopped. */
final class ReconciliationTest {

    private static final Member FOURTH = new Member(id(4), new FolderId(77), api(4), raft(4), Standing.JOINING);

    private static final long SECOND = 1_000_000_000L;

    private long now = Long.MAX_VALUE - SECOND;
    private final FakeElectorate three = new FakeElectorate(3);
    private final Reconciliation reconciliation =
            new Reconciliation(id(1), three.book, three::replaceRoster, three, three::status, Runnable::run, () -> now);

    @Test
    void theFirstLeaderWritesTheConfigurationsNodesDown() {
        three.book.replicated(Registry.of(Roster.NONE));

        reconciliation.review();

        assertThat(three.book.replicated()).isEqualTo(three.book.seed());
        assertThat(three.asked).isEmpty();
    }

    @Test
    void aJoiningNodeIsMadeAVoterAndThenWrittenDownAsAMember() {
        three.book.replicated(Registry.of(three.book.replicated().with(FOURTH)));

        review(2);

        assertThat(three.voters).containsEntry(id(4), new FolderId(77));
        assertThat(three.book.replicated().member(id(4)).map(Member::standing)).contains(Standing.MEMBER);
        assertThat(three.asked).containsOnlyOnce("add n4");
    }

    @Test
    void aJoiningThatAnEarlierLeaderFinishedIsOnlyWrittenDown() {
        three.book.replicated(Registry.of(three.book.replicated().with(FOURTH)));
        three.voters.put(id(4), FOURTH.folder());

        review(1);

        assertThat(three.book.replicated().member(id(4)).map(Member::standing)).contains(Standing.MEMBER);
        assertThat(three.asked).doesNotContain("add n4");
    }

    @Test
    void aFailedStepIsTakenAgainASecondLaterAndToldOf() {
        three.book.replicated(Registry.of(three.book.replicated().with(FOURTH)));
        three.obstacle = Optional.of("Peer n4:77 failed to catch up.");
        reconciliation.review();
        assertThat(reconciliation.progress().map(Progress::trouble)).contains("Peer n4:77 failed to catch up.");

        review(3);
        assertThat(three.asked).containsOnlyOnce("add n4");

        now += SECOND;
        three.obstacle = Optional.empty();
        review(2);

        assertThat(three.book.replicated().changing()).isEmpty();
        assertThat(reconciliation.progress()).isEmpty();
    }

    @Test
    void whatIsSeenThroughIsRememberedAsNobodysWord() {
        three.book.replicated(Registry.of(three.book.replicated().with(FOURTH)));

        review(2);
        three.book.replicated(new Registry(
                three.book.replicated().with(FOURTH.standing(Standing.LEAVING)),
                three.book.registry().history()));
        review(2);

        assertThat(three.book.registry().history())
                .extracting(
                        recorded -> recorded.change().kind(),
                        recorded -> recorded.change().requester())
                .containsExactly(
                        tuple(NodeChange.Kind.JOINED, Requester.NONE), tuple(NodeChange.Kind.LEFT, Requester.NONE));
    }

    @Test
    void aLeavingNodeLosesItsVoteAndThenItsPlace() {
        three.book.replicated(Registry.of(three.book.replicated().with(member(2).standing(Standing.LEAVING))));

        review(2);

        assertThat(three.voters).containsOnlyKeys(id(1), id(3));
        assertThat(three.book.replicated().members()).containsOnlyKeys(id(1), id(3));
    }

    @Test
    void aLeaderThatLeavesHandsOverFirst() {
        three.book.replicated(Registry.of(three.book.replicated().with(member(1).standing(Standing.LEAVING))));

        three.introductions.put(raft(2), new Introduction(id(2), FolderId.FIRST, 9, true));
        three.introductions.put(raft(3), new Introduction(id(3), FolderId.FIRST, 8, false));

        review(1);

        assertThat(three.asked).containsExactly("ask " + raft(2), "ask " + raft(3), "hand over to n3");
        assertThat(three.voters).containsKey(id(1));
    }

    @Test
    void aLeaderThatLeavesSaysWhyItStays() {
        three.book.replicated(Registry.of(three.book.replicated().with(member(1).standing(Standing.LEAVING))));
        three.introductions.put(raft(2), new Introduction(id(2), FolderId.FIRST, 9, true));

        review(1);

        assertThat(three.asked).noneMatch(word -> word.startsWith("hand over"));
        assertThat(reconciliation.progress())
                .contains(new Progress(id(1), 0, "no other voter can lead: n2 is being drained, n3 does not answer"));
    }

    @Test
    void aNodeWithANewFolderIsNotTheVoterItWas() {
        Member wiped = new Member(id(2), new FolderId(99), api(2), raft(2), Standing.LEAVING);
        three.book.replicated(Registry.of(three.book.replicated().with(wiped)));

        review(1);

        assertThat(three.asked).isEmpty();
        assertThat(three.book.replicated().members()).doesNotContainKey(id(2));
        assertThat(three.voters).containsEntry(id(2), FolderId.FIRST);
    }

    @Test
    void howFarAJoiningNodeHasComeIsAskedOfIt() {
        three.book.replicated(Registry.of(three.book.replicated().with(FOURTH)));
        three.settled = false;
        three.listening = Optional.of(new Introduction(id(4), FOURTH.folder(), 120, false));

        reconciliation.review();
        assertThat(reconciliation.progress()).contains(new Progress(id(4), 120, ""));

        now += SECOND;
        three.listening = Optional.empty();
        reconciliation.review();
        assertThat(reconciliation.progress()).contains(new Progress(id(4), 120, "it does not answer at 10.0.0.4:7401"));

        now += SECOND;
        three.listening = Optional.of(new Introduction(id(4), new FolderId(5), 0, false));
        reconciliation.review();
        assertThat(reconciliation.progress().orElseThrow().trouble()).contains("another data folder");
    }

    @Test
    void nothingIsDoneWhileTheVotersAreChangingOrByWhoDoesNotLead() {
        three.book.replicated(Registry.of(three.book.replicated().with(FOURTH)));
        three.settled = false;
        review(2);
        three.settled = true;
        three.role = LogStatus.Role.FOLLOWER;
        review(2);

        assertThat(three.asked).doesNotContain("add n4");
        assertThat(three.written).isEmpty();
    }

    @Test
    void aRosterThatCouldNotBeWrittenIsWrittenLater() {
        three.book.replicated(Registry.of(Roster.NONE));
        three.logFailure = Optional.of(Failure.NO_LEADER);
        reconciliation.review();
        assertThat(three.book.replicated()).isEqualTo(Roster.NONE);

        three.logFailure = Optional.empty();
        now += SECOND;
        reconciliation.review();

        assertThat(three.book.replicated()).isEqualTo(three.book.seed());
    }

    private void review(int times) {
        for (int i = 0; i < times; i++) {
            reconciliation.review();
        }
    }
}
