package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeChange;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.RecordedChange;
import dev.coordinator.server.roster.Registry;
import dev.coordinator.server.roster.Requester;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of the nodes of a lost cluster, and whether the survivor had a vote among them. */
final class SurvivorNodesTest {

    private static final NodeId N2 = new NodeId("n2");
    private static final FolderId OTHER = new FolderId(77);
    private static final Roster CONFIGURED = new Roster(1, List.of(member(1), member(2), member(3)));
    private static final Roster LOGGED = new Roster(7, List.of(member(2), member(3), member(4)));
    private static final Map<NodeId, FolderId> VOTERS = Map.of(
            new NodeId("n2"), FolderId.FIRST, new NodeId("n3"), FolderId.FIRST, new NodeId("n4"), FolderId.FIRST);

    @Test
    void theNodesAreThoseOfTheLogAndNotOfTheConfiguration() {
        Requester alice = new Requester("alice from 10.0.0.9", "");
        NodeChange moved = new NodeChange(NodeChange.Kind.MOVED, member(4), alice);
        Registry registry = new Registry(LOGGED, List.of(new RecordedChange(7, 1_700_000_000_000L, moved)));

        SurvivorNodes nodes = new SurvivorNodes(N2, FolderId.FIRST, registry, CONFIGURED, VOTERS);

        assertThat(nodes.lines())
                .containsExactly(
                        "  the nodes, as its log has them (roster 7):",
                        "    n2  api host2:7400  raft host2:7401  voter, THIS NODE",
                        "    n3  api host3:7400  raft host3:7401  voter",
                        "    n4  api host4:7400  raft host4:7401  voter",
                        "  the last change of them: n4 moved by alice from 10.0.0.9, 2023-11-14T22:13:20Z");
        assertThat(nodes.withoutVote()).isEmpty();
    }

    @Test
    void whereTheLogSaysNothingTheConfigurationIsNamed() {
        SurvivorNodes nodes = new SurvivorNodes(N2, FolderId.FIRST, Registry.NONE, CONFIGURED, Map.of());

        assertThat(nodes.lines())
                .startsWith("  its log doesn't say who the nodes are; by its configuration:")
                .contains("    n1  api host1:7400  raft host1:7401  voter");
        assertThat(nodes.withoutVote()).isEmpty();
    }

    @Test
    void aNodeThatWasJoiningHadNoVote() {
        Roster joining = LOGGED.without(N2)
                .with(new Member(N2, OTHER, member(2).api(), member(2).raft(), Standing.JOINING));
        Map<NodeId, FolderId> others = Map.of(new NodeId("n3"), FolderId.FIRST, new NodeId("n4"), FolderId.FIRST);

        SurvivorNodes nodes = new SurvivorNodes(N2, OTHER, Registry.of(joining), CONFIGURED, others);

        assertThat(nodes.lines()).contains("    n2  api host2:7400  raft host2:7401  joining, no voter, THIS NODE");
        assertThat(nodes.withoutVote()).contains("node n2 was joining and had no vote yet");
    }

    @Test
    void aRemovedNodeHasNoVote() {
        Roster leaving = LOGGED.with(member(2).standing(Standing.LEAVING));
        assertThat(new SurvivorNodes(N2, FolderId.FIRST, Registry.of(leaving), CONFIGURED, VOTERS).withoutVote())
                .contains("node n2 was removed from the cluster");

        SurvivorNodes gone = new SurvivorNodes(
                N2,
                FolderId.FIRST,
                Registry.of(LOGGED.without(N2)),
                CONFIGURED,
                Map.of(new NodeId("n3"), FolderId.FIRST));
        assertThat(gone.lines()).contains("    n2 is not among them");
        assertThat(gone.withoutVote()).contains("node n2 is no voter of the cluster: it was removed, or never joined");
    }

    @Test
    void anOldFolderOfANodeThatWasReplacedHasNoVote() {
        Map<NodeId, FolderId> anew = Map.of(N2, OTHER, new NodeId("n3"), FolderId.FIRST);

        assertThat(new SurvivorNodes(N2, FolderId.FIRST, Registry.of(LOGGED), CONFIGURED, anew).withoutVote())
                .contains("another data folder of node n2 votes, and not this one");
    }

    private static Member member(int number) {
        return new Member(
                new NodeId("n" + number),
                FolderId.FIRST,
                new Address("host" + number, 7400),
                new Address("host" + number, 7401),
                Standing.MEMBER);
    }
}
