package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.GetMetricsRequest;
import dev.coordinator.v1.GetMetricsResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What three real nodes say of themselves. */
final class MetricsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String GRANTED = "coordinator_pool_changes_total{cause=\"first\",kind=\"granted\"}";
    private static final String PRIMARIES = "coordinator_check_ins_total{outcome=\"primary\"}";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
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
    void decisionCountsOnceInTheClusterAndNotAgainAfterARestart() throws Exception {
        int leader = nodes.awaitLeader();
        int follower = (leader + 1) % 3;
        await().atMost(PATIENCE).ignoreExceptions().until(() -> checksIn(follower));

        assertThat(sum(GRANTED)).isEqualTo(1);
        assertThat(value(follower, PRIMARIES)).isEqualTo(1);
        assertThat(sum(PRIMARIES)).isEqualTo(1);
        assertThat(value(leader, "coordinator_raft_leading")).isEqualTo(1);
        assertThat(sum("coordinator_raft_leading")).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> sum("coordinator_pools{state=\"held\"}") == 3);

        GetMetricsResponse told = ClusterServiceGrpc.newBlockingStub(nodes.channel(leader))
                .getMetrics(GetMetricsRequest.getDefaultInstance());
        assertThat(told.getNodeId()).isEqualTo("n" + leader);
        assertThat(told.getText()).contains("\ncoordinator_raft_leading 1", "\n" + GRANTED + " 1");

        nodes.kill(follower);
        nodes.startAgain(follower);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> value(follower, "coordinator_pools{state=\"held\"}") == 1);
        assertThat(sum(GRANTED)).isEqualTo(1);
    }

    private boolean checksIn(int node) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + nodes.http(node) + "/v1/pools/demo/instances/a:checkIn"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    private double sum(String metric) throws IOException, InterruptedException {
        return value(0, metric) + value(1, metric) + value(2, metric);
    }

    /** 0 when it isn't there. */
    private double value(int node, String metric) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + nodes.http(node) + "/metrics"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
