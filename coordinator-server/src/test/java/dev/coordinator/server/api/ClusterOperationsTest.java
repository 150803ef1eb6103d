package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.info;
import static dev.coordinator.server.api.TestNode.statusOf;
import static dev.coordinator.server.api.TestNode.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.coordinator.server.membership.Introduction;
import dev.coordinator.server.membership.Progress;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Registry;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;
import dev.coordinator.v1.AddNodeRequest;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.DrainNodeRequest;
import dev.coordinator.v1.GetMetricsRequest;
import dev.coordinator.v1.GetMetricsResponse;
import dev.coordinator.v1.ListNodeChangesRequest;
import dev.coordinator.v1.ListNodeChangesResponse;
import dev.coordinator.v1.LogWrites;
import dev.coordinator.v1.MoveNodeRequest;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeChange;
import dev.coordinator.v1.NodeChangeKind;
import dev.coordinator.v1.NodeStanding;
import dev.coordinator.v1.RemoveNodeRequest;
import dev.coordinator.v1.StatusRequest;
import dev.coordinator.v1.StatusResponse;
import dev.coordinator.v1.TransferLeadershipRequest;
import dev.coordinator.v1.UndrainNodeRequest;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator's words about the nodes, over the wire. */
final class ClusterOperationsTest {

    private static final NodeId N3 = new NodeId("n3");

    private TestNode node;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.start();
        node.nodes.book.replicated(Registry.of(node.nodes.book.seed()));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void anAddedNodeIsListedAsJoining() {
        node.nodes.listening = Optional.of(new Introduction(N3, new FolderId(9), 0, false));

        assertThat(stub().addNode(add().build()).getNodesList())
                .extracting(Node::getNodeId, Node::getStanding)
                .contains(tuple("n3", NodeStanding.NODE_STANDING_JOINING));

        node.nodes.progress = Optional.of(new Progress(N3, 42, ""));
        Node listed = status().getNodes(2);
        assertThat(listed.getStanding()).isEqualTo(NodeStanding.NODE_STANDING_JOINING);
        assertThat(listed.getLastLogIndex()).isEqualTo(42);
        assertThat(listed.getWithinReach()).isTrue();
        assertThat(status().getRosterVersion()).isEqualTo(2);
    }

    @Test
    void everyBrokenFieldIsNamed() {
        Status refused = statusOf(() -> stub().addNode(AddNodeRequest.newBuilder()
                .setNodeId("no/node")
                .setApiAddress("nowhere")
                .setRaftAddress("[::1]:7401")
                .setComment("x".repeat(257))
                .build()));

        assertThat(refused.getCode()).isEqualTo(Code.INVALID_ARGUMENT.getNumber());
        assertThat(violations(refused))
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly("node_id", "api_address", "raft_address", "comment");
        assertThat(violations(statusOf(() -> stub().moveNode(MoveNodeRequest.newBuilder()
                        .setNodeId("n1")
                        .setApiAddress("0.0.0.0:1")
                        .setRaftAddress("h:0")
                        .build()))))
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly("api_address", "raft_address");
        assertThat(node.nodes.book.replicated().version()).isEqualTo(1);
    }

    @Test
    void refusalsHaveTheirOwnCodesAndReasons() {
        refused(statusOf(() -> stub().addNode(add().build())), Code.FAILED_PRECONDITION, "NOT_REACHED");
        refused(statusOf(() -> stub().removeNode(remove("n9"))), Code.NOT_FOUND, "UNKNOWN_NODE");
        refused(statusOf(() -> stub().addNode(add().setNodeId("n2").build())), Code.ALREADY_EXISTS, "KNOWN_NODE");
        node.nodes.heard.remove(new NodeId("n2"));
        refused(statusOf(() -> stub().removeNode(remove("n1"))), Code.FAILED_PRECONDITION, "QUORUM_AT_RISK");
        refused(
                statusOf(() -> stub().transferLeadership(TransferLeadershipRequest.getDefaultInstance())),
                Code.FAILED_PRECONDITION,
                "NOT_REACHED");
        node.nodes.heard.add(new NodeId("n2"));
        introduce("n2", true);
        refused(
                statusOf(() -> stub().transferLeadership(TransferLeadershipRequest.newBuilder()
                        .setTo("n2")
                        .build())),
                Code.FAILED_PRECONDITION,
                "DRAINED");
        introduce("n2", false);
        node.nodes.obstacle = Optional.of("Changing the configuration");
        refused(
                statusOf(() -> stub().transferLeadership(TransferLeadershipRequest.getDefaultInstance())),
                Code.FAILED_PRECONDITION,
                "NOT_NOW");
        assertThat(statusOf(() -> stub().transferLeadership(TransferLeadershipRequest.getDefaultInstance()))
                        .getDetailsList())
                .anyMatch(detail -> detail.is(RetryInfo.class));
        assertThat(node.nodes.book.replicated().version()).isEqualTo(1);
    }

    @Test
    void whoDoesNotLeadSaysWhoDoes() {
        node.log.become(LogStatus.Role.FOLLOWER, Optional.of(new NodeId("n2")));

        Status refused = statusOf(() -> stub().removeNode(remove("n1")));

        refused(refused, Code.UNAVAILABLE, "NOT_LEADER");
        assertThat(info(refused).getMetadataMap())
                .containsEntry("leader", "n2")
                .containsEntry("leader_address", "host2:7400");
        node.log.become(LogStatus.Role.CANDIDATE, Optional.empty());
        refused(statusOf(() -> stub().removeNode(remove("n1"))), Code.UNAVAILABLE, "NO_LEADER");
    }

    @Test
    void aRemovedNodeLeaves() {
        assertThat(stub().removeNode(remove("n2")).getNodes(1).getStanding())
                .isEqualTo(NodeStanding.NODE_STANDING_LEAVING);
        assertThat(node.nodes.book.replicated().changing().map(member -> member.standing()))
                .contains(Standing.LEAVING);
    }

    @Test
    void aDrainedNodeStandsAsideAndSaysSo() {
        others(false);
        stub().drainNode(DrainNodeRequest.newBuilder().setNodeId("n1").build());
        assertThat(node.nodes.aside).isTrue();
        assertThat(status().getDraining()).isTrue();

        stub().undrainNode(UndrainNodeRequest.newBuilder().setNodeId("n1").build());
        assertThat(node.nodes.aside).isFalse();
        assertThat(status().getDraining()).isFalse();
    }

    @Test
    void aNodeIsNotDrainedWhereTheOthersWouldBeTooFew() {
        DrainNodeRequest drain = DrainNodeRequest.newBuilder().setNodeId("n1").build();
        refused(statusOf(() -> stub().drainNode(drain)), Code.FAILED_PRECONDITION, "QUORUM_AT_RISK");
        assertThat(node.nodes.aside).isFalse();
        assertThat(status().getDraining()).isFalse();

        others(false);
        stub().drainNode(drain);
        others(true);
        stub().drainNode(drain);
        assertThat(status().getDraining()).isTrue();
    }

    /** The two other voters answer. */
    private void others(boolean aside) {
        Roster three = node.nodes.book.seed().with(TestNodes.member("n3", 3));
        node.nodes.book.replicated(Registry.of(three));
        three.members()
                .values()
                .forEach(member -> node.nodes.introductions.put(
                        member.raft(), new Introduction(member.id(), member.folder(), 7, aside)));
    }

    @Test
    void anotherNodeIsNotDrainedHere() {
        Status refused = statusOf(() ->
                stub().drainNode(DrainNodeRequest.newBuilder().setNodeId("n2").build()));

        refused(refused, Code.FAILED_PRECONDITION, "WRONG_NODE");
        assertThat(info(refused).getMetadataMap()).containsEntry("address", "host2:7400");
        assertThat(node.nodes.aside).isFalse();
    }

    @Test
    void statusTellsOfDiskAndClock() {
        assertThat(status().getDiskFreeBytes()).isEqualTo(3);
        assertThat(status().getDiskTotalBytes()).isEqualTo(4);
        assertThat(status().getWallTimeMs()).isPositive();
    }

    @Test
    void statusTellsHowLongWritesToTheLogTook() {
        assertThat(status().getLogWrites())
                .isEqualTo(LogWrites.newBuilder()
                        .setWindowMs(60_000)
                        .setCount(5)
                        .setMedianUs(200)
                        .setP99Us(3_000)
                        .setMaxUs(4_000)
                        .build());
    }

    @Test
    void whoAskedForAChangeOfTheNodesIsTold() {
        node.nodes.listening = Optional.of(new Introduction(N3, new FolderId(9), 0, false));
        stub().addNode(add().setRequestedBy("alice").setComment("new machine").build());
        stub().removeNode(remove("n3"));

        ListNodeChangesResponse told = node.cluster().listNodeChanges(ListNodeChangesRequest.getDefaultInstance());

        assertThat(told.getNodeId()).isEqualTo("n1");
        assertThat(told.getRosterVersion()).isEqualTo(3);
        assertThat(told.getChangesList())
                .containsExactly(
                        NodeChange.newBuilder()
                                .setKind(NodeChangeKind.NODE_CHANGE_KIND_ADDED)
                                .setNode(third(NodeStanding.NODE_STANDING_JOINING))
                                .setRequestedBy("alice from 127.0.0.1")
                                .setComment("new machine")
                                .setWallTimeMs(TestNodes.WALL)
                                .setRosterVersion(2)
                                .build(),
                        NodeChange.newBuilder()
                                .setKind(NodeChangeKind.NODE_CHANGE_KIND_REMOVED)
                                .setNode(third(NodeStanding.NODE_STANDING_LEAVING))
                                .setRequestedBy("someone from 127.0.0.1")
                                .setWallTimeMs(TestNodes.WALL)
                                .setRosterVersion(3)
                                .build());
    }

    /** The longest that a caller may say of themselves fits into the record with where they call from. */
    @Test
    void theLongestNameIsRemembered() {
        node.nodes.listening = Optional.of(new Introduction(N3, new FolderId(9), 0, false));
        String name = "\uD83D\uDE00".repeat(192);
        String comment = "\uD83D\uDE00".repeat(256);

        stub().addNode(add().setRequestedBy(name).setComment(comment).build());

        NodeChange told = node.cluster()
                .listNodeChanges(ListNodeChangesRequest.getDefaultInstance())
                .getChanges(0);
        assertThat(told.getRequestedBy()).isEqualTo(name + " from 127.0.0.1");
        assertThat(told.getComment()).isEqualTo(comment);
    }

    private static Node third(NodeStanding standing) {
        return Node.newBuilder()
                .setNodeId("n3")
                .setApiAddress("host3:7400")
                .setRaftAddress("host3:7401")
                .setStanding(standing)
                .build();
    }

    @Test
    void metricsAreToldUpToAMebibyte() {
        node.nodes.metrics = "up 1\n";
        assertThat(node.cluster().getMetrics(GetMetricsRequest.getDefaultInstance()))
                .isEqualTo(GetMetricsResponse.newBuilder()
                        .setNodeId("n1")
                        .setText("up 1\n")
                        .build());

        node.nodes.metrics = "x".repeat(1 << 20);
        assertThat(node.cluster()
                        .getMetrics(GetMetricsRequest.getDefaultInstance())
                        .getText())
                .hasSize(1 << 20);

        node.nodes.metrics = "# TYPE up gauge\nup 1\n" + "x".repeat(1 << 20);
        assertThat(node.cluster()
                        .getMetrics(GetMetricsRequest.getDefaultInstance())
                        .getLeftOutList())
                .hasSize(1);
    }

    private void introduce(String name, boolean aside) {
        node.nodes
                .book
                .replicated()
                .member(new NodeId(name))
                .ifPresent(member -> node.nodes.introductions.put(
                        member.raft(), new Introduction(member.id(), member.folder(), 7, aside)));
    }

    private static AddNodeRequest.Builder add() {
        return AddNodeRequest.newBuilder()
                .setNodeId("n3")
                .setApiAddress("host3:7400")
                .setRaftAddress("host3:7401");
    }

    private static RemoveNodeRequest remove(String id) {
        return RemoveNodeRequest.newBuilder().setNodeId(id).build();
    }

    private static void refused(Status status, Code code, String reason) {
        assertThat(status.getCode()).isEqualTo(code.getNumber());
        assertThat(info(status).getReason()).isEqualTo(reason);
    }

    private StatusResponse status() {
        return node.cluster().status(StatusRequest.getDefaultInstance());
    }

    private ClusterOperationsServiceGrpc.ClusterOperationsServiceBlockingStub stub() {
        return ClusterOperationsServiceGrpc.newBlockingStub(node.channel());
    }
}
