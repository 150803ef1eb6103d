package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.DrainNodeRequest;
import dev.coordinator.v1.TransferLeadershipRequest;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real nodes, of which one is made ready for a stop. */
final class DrainIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private ThreeNodes nodes;

    @BeforeEach
    void start() throws Exception {
        nodes = ThreeNodes.start(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (nodes != null) {
            nodes.stop();
        }
    }

    @Test
    void aDrainedLeaderHandsOverAndIsNotChosenAgain() {
        int drained = nodes.awaitLeader();
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(() -> drain(drained));

        int second = leaderOtherThan(drained);
        int third = IntStream.range(0, 3)
                .filter(node -> node != drained && node != second)
                .findFirst()
                .orElseThrow();

        handOver(second);
        assertThat(leaderOtherThan(second)).isEqualTo(third);
        handOver(third);
        assertThat(leaderOtherThan(third)).isEqualTo(second);
    }

    private boolean drain(int node) {
        stub(node).drainNode(DrainNodeRequest.newBuilder().setNodeId("n" + node).build());
        return true;
    }

    /** Until it has begun: right after an election the leader may say that the time isn't right. */
    private void handOver(int leader) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(() -> {
                    stub(leader).transferLeadership(TransferLeadershipRequest.getDefaultInstance());
                    return true;
                });
    }

    private int leaderOtherThan(int before) {
        return await().atMost(PATIENCE).until(nodes::awaitLeader, leader -> leader != before);
    }

    private ClusterOperationsServiceGrpc.ClusterOperationsServiceBlockingStub stub(int node) {
        return ClusterOperationsServiceGrpc.newBlockingStub(nodes.channel(node))
                .withDeadlineAfter(10, TimeUnit.SECONDS);
    }
}
