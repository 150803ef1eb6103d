package dev.coordinator.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the list of nodes may hold. */
final class ClusterRulesTest {

    private static final String BEFORE = "node: {id: a, data_dir: /data}\ncluster:\n  id: c1\n  nodes:\n";
    private static final String A = "    - {id: a, raft: 'localhost:1', api: 'localhost:2'}\n";

    @TempDir
    Path folder;

    @Test
    void oneNodeIsEnough() throws Exception {
        assertThat(file(A).load().self().id()).isEqualTo("a");
    }

    @Test
    void noNodeIsTooFew() throws IOException {
        assertThat(ConfigurationFile.leastAnd(folder, "").problems("cluster.nodes=[]"))
                .containsExactly("--set:1:1: cluster.nodes: must list 1 to 9 nodes, not 0");
    }

    @Test
    void nineNodesAreAllowedAndTenAreNot() throws Exception {
        ConfigurationFile file = ConfigurationFile.leastAnd(folder, "");

        assertThat(file.load("cluster.nodes=" + nodes(9)).cluster().nodes()).hasSize(9);
        assertThat(file.problems("cluster.nodes=" + nodes(10)))
                .containsExactly("--set:1:1: cluster.nodes: must list 1 to 9 nodes, not 10");
    }

    @Test
    void idIsUsedOnce() throws IOException {
        assertThat(file(A + "    - {id: a, raft: 'localhost:3', api: 'localhost:4'}\n")
                        .problems())
                .containsExactly("coordinator.yaml:6:12: cluster.nodes[1].id: a is already cluster.nodes[0].id; each"
                        + " must be used once");
    }

    @Test
    void addressIsUsedOnceWhateverItsCase() throws IOException {
        assertThat(file(A + "    - {id: b, raft: 'LOCALHOST:2', api: 'localhost:4'}\n")
                        .problems())
                .containsExactly("coordinator.yaml:6:21: cluster.nodes[1].raft: localhost:2 is already"
                        + " cluster.nodes[0].api; each must be used once");
    }

    @Test
    void thisNodeIsOneOfThem() throws IOException {
        assertThat(file(A).problems("node.id=z"))
                .containsExactly("--set: node.id: must be one of cluster.nodes (a), not \"z\"");
    }

    @Test
    void addressOfEveryInterfaceIsNoneToConnectTo() throws IOException {
        assertThat(file("    - {id: a, raft: '0.0.0.0:1', api: '[::]:2'}\n").problems("insecure=true"))
                .containsExactly(
                        "coordinator.yaml:5:21: cluster.nodes[0].raft: must be an address that others can connect to,"
                                + " not 0.0.0.0:1; to listen on every address, write that in api.listen or raft.listen",
                        "coordinator.yaml:5:39: cluster.nodes[0].api: must be an address that others can connect to,"
                                + " not [::]:2; to listen on every address, write that in api.listen or raft.listen");
    }

    @Test
    void everyNodeHasItsThreeKeysAndNoOther() throws IOException {
        assertThat(file("    - {id: a, rift: 'localhost:1', api: 'localhost:2'}\n")
                        .problems())
                .containsExactly(
                        "coordinator.yaml:5:15: cluster.nodes[0].rift: is not a key; a node has id, raft, api",
                        "coordinator.yaml:5:7: cluster.nodes[0]: has no raft; a node has id, raft, api");
    }

    @Test
    void keyOfANodeIsWrittenOnce() throws IOException {
        assertThat(file("    - {id: a, id: a, raft: 'localhost:1', api: 'localhost:2'}\n")
                        .problems())
                .containsExactly("coordinator.yaml:5:15: cluster.nodes[0].id: is written twice, first on line 5");
    }

    @Test
    void nodeIsASection() throws IOException {
        assertThat(file("    - a\n").problems())
                .containsExactly("coordinator.yaml:5:7: cluster.nodes[0]: must be {id, raft, api}, not \"a\"");
    }

    @Test
    void nodesAreAList() throws IOException {
        assertThat(ConfigurationFile.leastAnd(folder, "").problems("cluster.nodes=a"))
                .containsExactly("--set:1:1: cluster.nodes: must be a list of {id, raft, api}, not \"a\"");
    }

    @Test
    void recordsRefuseWhatAFileMayNotSay() {
        ClusterNode node = new ClusterNode("a", new HostPort("localhost", 1), new HostPort("localhost", 2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterSettings("c1", List.of()))
                .withMessage("cluster.nodes: must list 1 to 9 nodes, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new ClusterSettings("c 1", List.of(node)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterNode("a b", node.raft(), node.api()))
                .withMessage("cluster.nodes: id must be 1 to 64 characters of [A-Za-z0-9._-], not \"a b\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterNode("a", new HostPort("0.0.0.0", 1), node.api()));
    }

    private ConfigurationFile file(String nodes) throws IOException {
        return ConfigurationFile.of(folder, BEFORE + nodes);
    }

    private static List<String> nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{id: %s, raft: 'localhost:%d', api: 'localhost:%d'}"
                        .formatted(i == 0 ? "a" : "n" + i, 100 + i, 200 + i))
                .toList();
    }
}
