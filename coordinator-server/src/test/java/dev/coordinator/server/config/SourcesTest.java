package dev.coordinator.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which source goes over which, and what the environment and the flags may hold. */
final class SourcesTest {

    private static final String FILE = "raft:\n  election_timeout: 2s\n";
    private static final Map<String, String> VARIABLE = Map.of("COORDINATOR_RAFT_ELECTION_TIMEOUT", "3s");

    @TempDir
    Path folder;

    @Test
    void fileGoesOverTheDefault() throws Exception {
        assertThat(with(FILE).load().raft().electionTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void environmentGoesOverTheFile() throws Exception {
        assertThat(with(FILE).load(VARIABLE).raft().electionTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void flagGoesOverTheEnvironment() throws Exception {
        assertThat(with(FILE).load(VARIABLE, "raft.election_timeout=4s").raft().electionTimeout())
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void replacedValueIsNotLookedAt() throws Exception {
        assertThat(with("raft:\n  election_timeout: never\n")
                        .load(VARIABLE)
                        .raft()
                        .electionTimeout())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void nodesMayComeFromAVariable() throws Exception {
        NodeConfiguration read =
                with("").load(Map.of("COORDINATOR_CLUSTER_NODES", "[{id: a, raft: '[::1]:1', api: 'localhost:2'}]"));

        assertThat(read.cluster().nodes())
                .containsExactly(new ClusterNode("a", new HostPort("::1", 1), new HostPort("localhost", 2)));
    }

    @Test
    void problemWithinAVariableHasItsColumn() throws IOException {
        assertThat(with("").problems(Map.of("COORDINATOR_CLUSTER_NODES", "[{id: a, raft: x, api: 'a:2'}]")))
                .containsExactly("COORDINATOR_CLUSTER_NODES:1:16: cluster.nodes[0].raft: must be host:port, an IPv6"
                        + " host in brackets and all in quotes, not \"x\"");
    }

    @Test
    void unknownVariableIsRefusedWithTheNearestOne() throws IOException {
        assertThat(with("").problems(Map.of("COORDINATOR_LOG_LEVL", "info")))
                .containsExactly("COORDINATOR_LOG_LEVL: is not a key; did you mean COORDINATOR_LOG_LEVEL?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COORDINATOR_JAVA_OPTS",
                "COORDINATOR_PORT",
                "COORDINATOR_SERVICE_HOST",
                "COORDINATOR_SERVICE_PORT_GRPC",
                "COORDINATOR_RAFT_PORT_7401_TCP_ADDR",
                "HOME"
            })
    void variableThatNobodyMeantForTheNodeIsPassedOver(String name) throws Exception {
        assertThat(with("").load(Map.of(name, "x"))).isNotNull();
    }

    @Test
    void noKeyHasAVariableThatWouldBePassedOver() {
        assertThat(Keys.ALL)
                .allSatisfy(key -> assertThat(EnvironmentSettings.isForeign(key.variable()))
                        .isFalse());
    }

    @Test
    void noTwoKeysShareAVariable() {
        assertThat(Keys.ALL).extracting(Key::variable).doesNotHaveDuplicates();
    }

    @Test
    void unknownFlagIsRefusedWithTheNearestOne() throws IOException {
        assertThat(with("").problems("log.levle=info"))
                .containsExactly("--set: log.levle: is not a key; did you mean log.level?");
    }

    @Test
    void flagWithoutValueIsRefused() throws IOException {
        assertThat(with("").problems("insecure")).containsExactly("--set: must be key=value, not \"insecure\"");
    }

    @Test
    void flagGivenTwiceIsRefused() throws IOException {
        assertThat(with("").problems("log.level=info", "log.level=warn"))
                .containsExactly("--set: log.level: is given twice");
    }

    @Test
    void valueOfAFlagMayHoldAnEqualsSign() throws Exception {
        assertThat(with("").load("node.data_dir=/a=b").node().dataDir()).isEqualTo(Path.of("/a=b"));
    }

    private ConfigurationFile with(String more) throws IOException {
        return ConfigurationFile.leastAnd(folder, more);
    }
}
