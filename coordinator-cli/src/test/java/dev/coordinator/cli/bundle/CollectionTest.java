package dev.coordinator.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.coordinator.cli.FakeNode;
import dev.coordinator.cli.Samples;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.doctor.Examination;
import dev.coordinator.client.Endpoint;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.ExplainResponse;
import dev.coordinator.v1.GetHistoryResponse;
import dev.coordinator.v1.GetMetricsResponse;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.ListNodeChangesResponse;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeChange;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.NodeStanding;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.StatusResponse;
import io.grpc.InsecureChannelCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a cluster tells, in a bundle. n1 leads and n2 follows; n3 is down. */
class CollectionTest {

    private final FakeNode one = new FakeNode();
    private final FakeNode two = new FakeNode();
    private final String dead = FakeNode.nowhere();
    private final Contents contents = new Contents();

    @BeforeEach
    void answer() {
        status(one, "n1", NodeRole.NODE_ROLE_LEADER);
        status(two, "n2", NodeRole.NODE_ROLE_FOLLOWER);
        metrics(one, "n1", "coordinator_raft_leading 1\n");
        metrics(two, "n2", "coordinator_raft_leading 0\n");
        for (FakeNode node : List.of(one, two)) {
            node.answers(
                    ClusterServiceGrpc.getListNodeChangesMethod(),
                    question -> ListNodeChangesResponse.newBuilder()
                            .addChanges(NodeChange.newBuilder().setRequestedBy("alice from 10.0.0.9"))
                            .build());
            pools(node, List.of(held("orders"), vacant("billing")));
            node.answers(PoolServiceGrpc.getGetHistoryMethod(), question -> GetHistoryResponse.getDefaultInstance());
            node.answers(PoolServiceGrpc.getExplainMethod(), question -> ExplainResponse.getDefaultInstance());
            node.answers(
                    PoolServiceGrpc.getListInstancesMethod(),
                    question -> ListInstancesResponse.newBuilder()
                            .addInstances(Instance.newBuilder()
                                    .setInstanceId("a")
                                    .putLabels("db_password", "hunter2")
                                    .putLabels("zone", "west"))
                            .build());
        }
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    @Test
    void everyNodesOwnMetricsAreThereAndADownOneIsNamed() throws IOException {
        Map<String, String> files = collected();

        assertThat(files)
                .containsEntry("metrics/n1.txt", "coordinator_raft_leading 1\n")
                .containsEntry("metrics/n2.txt", "coordinator_raft_leading 0\n")
                .doesNotContainKey("metrics/n3.txt");
        assertThat(contents.omitted()).containsExactly("metrics/n3.txt: connection refused");
        assertThat(files.get("README.txt"))
                .contains("metrics/n1.txt\n    The metrics of node n1, as Prometheus reads them.")
                .contains("- metrics/n3.txt: connection refused");
    }

    @Test
    void whatIsWrongIsToldInFullAndWhatIsWellIsNot() throws IOException {
        Map<String, String> files = collected();

        assertThat(files.keySet())
                .containsExactlyInAnyOrder(
                        "README.txt",
                        "doctor.txt",
                        "doctor.json",
                        "status.json",
                        "status-before.json",
                        "metrics/n1.txt",
                        "metrics/n2.txt",
                        "pools.json",
                        "node-changes.json",
                        "pools/01-billing.history.json",
                        "pools/01-billing.instances.json",
                        "pools/01-billing.explain.json");
        assertThat(files.get("status.json")).contains("\"nodeId\": \"n3\"", "\"problem\": \"connection refused\"");
        assertThat(files.get("doctor.txt")).contains("n3", "billing");
        assertThat(files.get("pools.json")).contains("\"orders\"", "\"billing\"");
        assertThat(files.get("node-changes.json")).contains("alice from 10.0.0.9");
    }

    @Test
    void secretsAreTakenOutOfWhatInstancesReport() throws IOException {
        Map<String, String> files = collected();

        assertThat(files.get("pools/01-billing.instances.json"))
                .contains("\"zone\": \"west\"", "\"db_password\": \"(redacted)\"")
                .doesNotContain("hunter2");
        assertThat(files.values()).noneMatch(text -> text.contains("hunter2"));
    }

    @Test
    void aNodeThatCannotTellItsMetricsIsNamedAndTheRestIsThere() throws IOException {
        two.refuses(ClusterServiceGrpc.getGetMetricsMethod(), FakeNode.refusal(Code.UNIMPLEMENTED, "an older one"));

        Map<String, String> files = collected();

        assertThat(files).containsKey("metrics/n1.txt").doesNotContainKey("metrics/n2.txt");
        assertThat(contents.omitted()).anyMatch(line -> line.startsWith("metrics/n2.txt: "));
    }

    @Test
    void metricsThatWereTooManyForAnAnswerAreNamed() throws IOException {
        two.answers(
                ClusterServiceGrpc.getGetMetricsMethod(),
                question -> GetMetricsResponse.newBuilder()
                        .setNodeId("n2")
                        .setText("up 1\n")
                        .addLeftOut("coordinator_pool_primary")
                        .build());

        assertThat(collected().get("metrics/n2.txt")).isEqualTo("up 1\n");
        assertThat(contents.omitted())
                .contains("metrics/n2.txt: too large for an answer, so that it lacks coordinator_pool_primary;"
                        + " the node's /metrics has them");
    }

    @Test
    void ofManyPoolsWithSomethingWrongThirtyAreTold() throws IOException {
        List<Pool> many = IntStream.range(0, 33).mapToObj(i -> vacant("p/" + i)).toList();
        pools(one, many);
        pools(two, many);

        Map<String, String> files = collected();

        assertThat(files.keySet())
                .filteredOn(name -> name.endsWith(".history.json"))
                .hasSize(30);
        assertThat(files.keySet()).contains("pools/01-p_0.history.json");
        assertThat(contents.omitted()).contains("histories and instances of 3 more pools with something wrong");
    }

    @Test
    void whatIsTooLongIsCutAndSaysSo() throws IOException {
        metrics(one, "n1", "x".repeat(Contents.MOST_BYTES_OF_ONE - 1) + "\n\n");

        Map<String, String> files = collected();

        assertThat(files.get("metrics/n1.txt")).hasSize(Contents.MOST_BYTES_OF_ONE);
        assertThat(contents.omitted()).anyMatch(line -> line.startsWith("metrics/n1.txt: only its first "));
    }

    @Test
    void itIsMadeWhenNoNodeAnswers() throws IOException {
        one.close();
        two.close();

        Map<String, String> files = collected();

        assertThat(files.keySet())
                .containsExactlyInAnyOrder(
                        "README.txt", "doctor.txt", "doctor.json", "status.json", "status-before.json");
        assertThat(contents.omitted()).contains("histories and instances: no node answers");
        assertThat(contents.omitted())
                .filteredOn(line -> line.startsWith("metrics/"))
                .hasSize(2);
    }

    private Map<String, String> collected() throws IOException {
        try (Cluster cluster = new Cluster(
                List.of(Endpoint.parse(one.address()), Endpoint.parse(two.address())),
                Duration.ofSeconds(20),
                InsecureChannelCredentials::create)) {
            new Collection(cluster, contents)
                    .collect(new Examination(cluster, Duration.ZERO, 10_000).take("1.2.3", "--endpoints"));
        }
        return files();
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        byte[] zipped = contents.zipped("A title.", Instant.EPOCH.plusSeconds(1_772_366_400));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private void status(FakeNode node, String id, NodeRole role) {
        StatusResponse status = StatusResponse.newBuilder()
                .setClusterId("prod")
                .setNodeId(id)
                .setRole(role)
                .setTerm(7)
                .setLeaderId("n1")
                .setAppliedIndex(12)
                .setVersion("1.0.0")
                .setRosterVersion(7)
                .addNodes(node("n1", one.address()))
                .addNodes(node("n2", two.address()))
                .addNodes(node("n3", dead))
                .build();
        node.answers(ClusterServiceGrpc.getStatusMethod(), question -> status);
    }

    private static Node node(String id, String address) {
        return Node.newBuilder()
                .setNodeId(id)
                .setApiAddress(address)
                .setStanding(NodeStanding.NODE_STANDING_MEMBER)
                .build();
    }

    private static void metrics(FakeNode node, String id, String text) {
        node.answers(
                ClusterServiceGrpc.getGetMetricsMethod(),
                question -> GetMetricsResponse.newBuilder()
                        .setNodeId(id)
                        .setText(text)
                        .build());
    }

    private static void pools(FakeNode node, List<Pool> pools) {
        node.answers(
                PoolServiceGrpc.getListPoolsMethod(),
                question -> ListPoolsResponse.newBuilder().addAllPools(pools).build());
    }

    private static Pool held(String name) {
        return Samples.HELD.toBuilder().setName(name).build();
    }

    private static Pool vacant(String name) {
        return Pool.newBuilder()
                .setName(name)
                .setState(PoolState.POOL_STATE_VACANT)
                .setInstances(2)
                .build();
    }
}
