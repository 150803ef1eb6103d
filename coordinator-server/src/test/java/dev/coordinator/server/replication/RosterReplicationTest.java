package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NextRoster;
import dev.coordinator.server.roster.NodeChange;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.RecordedChange;
import dev.coordinator.server.roster.Registry;
import dev.coordinator.server.roster.Requester;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The roster goes through the log beside the commands, and one replaces the one before it. */
final class RosterReplicationTest {

    private static final Roster FIRST = new Roster(1, List.of(member(1)));
    private static final Roster SECOND = FIRST.with(member(2));

    private final List<String> told = new ArrayList<>();

    @Test
    void aRosterHoldsOnEveryNodeWhenItIsApplied() {
        Node leader = Node.leading();
        Node follower = Node.following();

        leader.proposals.replaceRoster(NextRoster.first(FIRST), telling());
        assertThat(leader.book.replicated()).isEqualTo(Roster.NONE);
        commit(leader, follower);

        assertThat(told).containsExactly("in force");
        assertThat(leader.book.replicated()).isEqualTo(FIRST);
        assertThat(follower.book.replicated()).isEqualTo(FIRST);
    }

    @Test
    void ofTwoThatFollowTheSameOneTheFirstHolds() {
        Node leader = Node.leading();
        leader.proposals.replaceRoster(NextRoster.first(FIRST), telling());
        leader.proposals.replaceRoster(NextRoster.first(new Roster(1, List.of(member(3)))), telling());

        leader.log.commitAll(leader.replica);

        assertThat(told).containsExactly("in force", "overtaken");
        assertThat(leader.book.replicated()).isEqualTo(FIRST);
    }

    @Test
    void aRosterThatSkipsOneIsIgnored() {
        Node leader = Node.leading();

        leader.proposals.replaceRoster(NextRoster.first(SECOND), telling());
        leader.log.commitAll(leader.replica);

        assertThat(told).containsExactly("overtaken");
        assertThat(leader.book.replicated()).isEqualTo(Roster.NONE);
    }

    @Test
    void aNodeThatDoesNotLeadAppendsNone() {
        Node follower = Node.following();

        follower.proposals.replaceRoster(NextRoster.first(FIRST), telling());

        assertThat(told).containsExactly("NO_LEADER");
        assertThat(follower.log.waiting()).isZero();
    }

    @Test
    void aSnapshotBringsTheRosterAlong() throws IOException {
        Node leader = Node.leading();
        leader.proposals.replaceRoster(NextRoster.first(FIRST), telling());
        leader.log.commitAll(leader.replica);
        Node joining = Node.following();

        joining.replica.install(9, new ByteArrayInputStream(leader.image()));

        assertThat(joining.book.replicated()).isEqualTo(FIRST);
        assertThat(joining.image()).isEqualTo(leader.image());
    }

    @Test
    void whoChangedItIsRememberedWithTheTimeOfTheEntryAndThatByASnapshotToo() throws IOException {
        Node leader = Node.leading();
        Node follower = Node.following();
        NodeChange added = new NodeChange(NodeChange.Kind.ADDED, member(2), new Requester("alice", "for more"));
        NodeChange late = new NodeChange(NodeChange.Kind.ADDED, member(3), new Requester("bob", ""));
        leader.proposals.replaceRoster(NextRoster.first(FIRST), telling());
        leader.proposals.replaceRoster(NextRoster.after(FIRST, added), telling());
        leader.proposals.replaceRoster(NextRoster.after(FIRST, late), telling());

        commit(leader, follower);

        assertThat(told).containsExactly("in force", "in force", "overtaken");
        long wall = Entries.decode(leader.log.committed().get(1)).stamp().wallMillis();
        assertThat(leader.book.registry())
                .isEqualTo(new Registry(SECOND, List.of(new RecordedChange(2, wall, added))))
                .isEqualTo(follower.book.registry());
        Node joining = Node.following();
        joining.replica.install(9, new ByteArrayInputStream(leader.image()));
        assertThat(joining.book.registry()).isEqualTo(leader.book.registry());
    }

    /** The leader applies what it was given and the others what they read, so both must be the same. */
    @Test
    void halfACharacterIsRefusedBeforeItIsAppended() {
        Node leader = Node.leading();
        NodeChange half = new NodeChange(NodeChange.Kind.ADDED, member(2), new Requester("\uD83D", ""));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> leader.proposals.replaceRoster(NextRoster.after(FIRST, half), telling()))
                .withMessageContaining("half a character");
        assertThat(leader.log.waiting()).isZero();
    }

    @Test
    void commandsTravelBesideIt() {
        Node leader = Node.leading();
        List<Outcome> outcomes = leader.fillWindow();

        leader.proposals.replaceRoster(NextRoster.first(FIRST), telling());
        leader.log.commitAll(leader.replica);

        assertThat(outcomes).allMatch(outcome -> outcome.calls.equals(List.of(Decision.PASSED)));
        assertThat(leader.log.committed().stream()
                        .map(Entries::decode)
                        .filter(group -> group.roster().isPresent())
                        .map(group -> group.commands().size()))
                .containsExactly(1);
    }

    private static void commit(Node leader, Node follower) {
        leader.log.commitAll(leader.replica);
        List<byte[]> entries = leader.log.committed();
        for (int i = 0; i < entries.size(); i++) {
            follower.replica.apply(i + 1, entries.get(i), Optional.empty());
        }
    }

    private static Member member(int number) {
        return new Member(
                new NodeId("n" + number),
                FolderId.FIRST,
                new Address("127.0.0.1", 7000 + number),
                new Address("127.0.0.1", 8000 + number),
                Standing.MEMBER);
    }

    private RosterCompletion telling() {
        return new RosterCompletion() {
            @Override
            public void inForce() {
                told.add("in force");
            }

            @Override
            public void overtaken() {
                told.add("overtaken");
            }

            @Override
            public void failed(Failure failure) {
                told.add(failure.name());
            }
        };
    }
}
