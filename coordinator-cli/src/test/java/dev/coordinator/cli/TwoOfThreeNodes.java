package dev.coordinator.cli;

import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.LogWrites;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.NodeStanding;
import dev.coordinator.v1.StatusResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** The nodes of a cluster, as they answer: n1 and n2 do, n3 doesn't; n1 is given, n2 leads. */
abstract class TwoOfThreeNodes {

    final FakeNode one = new FakeNode();
    final FakeNode two = new FakeNode();
    final FakeNode four = new FakeNode();
    final String dead = FakeNode.nowhere();
    final Person person = new Person().at(one);
    final AtomicInteger looks = new AtomicInteger();

    @AfterEach
    void stop() {
        one.close();
        two.close();
        four.close();
    }

    void both() {
        answer(one, status("n1", NodeRole.NODE_ROLE_FOLLOWER));
        answer(two, status("n2", NodeRole.NODE_ROLE_LEADER));
    }

    StatusResponse joining(int look) {
        answer(four, status("n4", NodeRole.NODE_ROLE_FOLLOWER));
        NodeStanding standing = look > 3 ? NodeStanding.NODE_STANDING_MEMBER : NodeStanding.NODE_STANDING_JOINING;
        return withFour(standing).build();
    }

    StatusResponse.Builder withFour(NodeStanding standing) {
        return status("n2", NodeRole.NODE_ROLE_LEADER)
                .setRosterVersion(8)
                .setLastLogIndex(99)
                .addNodes(node("n4", four.address()).setStanding(standing).setLastLogIndex(12));
    }

    StatusResponse.Builder allUp(String id, NodeRole role, FakeNode three) {
        return status(id, role).setNodes(2, node("n3", three.address()));
    }

    StatusResponse.Builder status(String id, NodeRole role) {
        return StatusResponse.newBuilder()
                .setClusterId("prod")
                .setNodeId(id)
                .setRole(role)
                .setTerm(7)
                .setLeaderId("n2")
                .setAppliedIndex(1234)
                .setClusterTimeMs(60_000)
                .setDiskFreeBytes(60L << 30)
                .setDiskTotalBytes(100L << 30)
                .setSessions(3)
                .setVersion("1.0.0")
                .setRosterVersion(7)
                .addNodes(node("n1", one.address()))
                .addNodes(node("n2", two.address()))
                .addNodes(node("n3", dead));
    }

    static LogWrites writes(long p99Micros, long maxMicros) {
        return LogWrites.newBuilder()
                .setCount(900)
                .setMedianUs(200)
                .setP99Us(p99Micros)
                .setMaxUs(maxMicros)
                .build();
    }

    static Node.Builder node(String id, String address) {
        return Node.newBuilder().setNodeId(id).setApiAddress(address).setStanding(NodeStanding.NODE_STANDING_MEMBER);
    }

    static void answer(FakeNode node, StatusResponse.Builder status) {
        StatusResponse built = status.build();
        node.answers(ClusterServiceGrpc.getStatusMethod(), question -> built);
    }

    String named(String output) {
        return output.replace(dead, "127.0.0.1:PORT3");
    }
}
