package dev.coordinator.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file may hold, and that each refusal says where. */
final class FileRulesTest {

    @TempDir
    Path folder;

    @Test
    void unknownKeyIsRefusedWithTheNearestOne() throws IOException {
        assertThat(problems("raft:\n  elction_timeout: 1s\n"))
                .containsExactly("coordinator.yaml:10:3: raft.elction_timeout: is not a key; did you mean"
                        + " raft.election_timeout?");
    }

    @Test
    void keyInTheWrongSectionIsToldTheRightOne() throws IOException {
        assertThat(problems("election_timeout: 1s\n"))
                .containsExactly(
                        "coordinator.yaml:9:1: election_timeout: is not a key; did you mean raft.election_timeout?");
    }

    @Test
    void unknownKeyThatResemblesNothingIsOnlyRefused() throws IOException {
        assertThat(problems("zebra: 1\n")).containsExactly("coordinator.yaml:9:1: zebra: is not a key");
    }

    @Test
    void keyWrittenTwiceIsRefused() throws IOException {
        assertThat(problems("log:\n  level: info\n  level: warn\n"))
                .containsExactly("coordinator.yaml:11:3: log.level: is written twice, first on line 10");
    }

    @Test
    void sectionWrittenTwiceIsRefused() throws IOException {
        assertThat(problems("node: {}\n"))
                .containsExactly("coordinator.yaml:9:1: node: is written twice, first on line 1");
    }

    @Test
    void valueForASectionIsRefused() throws IOException {
        assertThat(problems("raft: fast\n"))
                .containsExactly("coordinator.yaml:9:7: raft: must be a section of keys, not \"fast\"");
    }

    @Test
    void listForAValueIsRefused() throws IOException {
        assertThat(problems("log:\n  level: [info]\n"))
                .containsExactly("coordinator.yaml:10:10: log.level: must be debug or info or warn, not a list");
    }

    @Test
    void keyWithoutValueIsRefused() throws IOException {
        assertThat(problems("log:\n  level:\n"))
                .singleElement()
                .asString()
                .matches("coordinator.yaml:1\\d:\\d+: log.level: has no value; write one, or leave the key out");
    }

    @Test
    void sectionWithoutKeysIsFine() throws Exception {
        assertThat(ConfigurationFile.leastAnd(folder, "log:\nraft:\n").load())
                .isEqualTo(ConfigurationFile.leastAnd(folder, "").load());
    }

    @Test
    void aliasesAreRefused() throws IOException {
        assertThat(problems("raft: &r\n  election_timeout: 1s\nqueue: *r\n"))
                .containsExactly(
                        "coordinator.yaml:9:7: anchors (&) and aliases (*) can't be used here; write the value out",
                        "coordinator.yaml:9:7: anchors (&) and aliases (*) can't be used here; write the value out");
    }

    @Test
    void keyThatIsNoWordIsRefused() throws IOException {
        assertThat(problems("? [a, b]\n: 1\n")).containsExactly("coordinator.yaml:9:3: a key must be a word");
    }

    @Test
    void whatIsNotYamlIsRefusedAtItsPlace() throws IOException {
        assertThat(ConfigurationFile.of(folder, "node:\n  id: [a\n").problems())
                .singleElement()
                .asString()
                .startsWith("coordinator.yaml:3:1: is not YAML: ");
    }

    @Test
    void secondDocumentIsRefused() throws IOException {
        assertThat(problems("---\nlog:\n"))
                .singleElement()
                .asString()
                .startsWith("coordinator.yaml:9:1: is not YAML: ");
    }

    @Test
    void scalarForTheWholeFileIsRefused() throws IOException {
        assertThat(ConfigurationFile.of(folder, "hello\n").problems())
                .contains("coordinator.yaml:1:1: must hold keys, not \"hello\"");
    }

    @Test
    void missingFileIsSaidAloneWithNoWordAboutItsKeys() throws IOException {
        ConfigurationFile file = ConfigurationFile.leastAnd(folder, "");
        Files.delete(folder.resolve("coordinator.yaml"));

        assertThat(file.problems()).containsExactly("coordinator.yaml: does not exist");
    }

    @Test
    void fileThatIsNotTextIsRefused() throws IOException {
        ConfigurationFile file = ConfigurationFile.leastAnd(folder, "");
        Files.write(folder.resolve("coordinator.yaml"), "id: \u00e4".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(file.problems()).containsExactly("coordinator.yaml: is not UTF-8 text");
    }

    @Test
    void fileBeyondAMebibyteIsRefused() throws IOException {
        assertThat(ConfigurationFile.of(folder, "#".repeat((1 << 20) + 1)).problems())
                .containsExactly("coordinator.yaml: must be no longer than 1MiB");
    }

    @Test
    void emptyFileLacksWhatIsRequired() throws IOException {
        assertThat(ConfigurationFile.of(folder, "").problems())
                .containsExactly(
                        "coordinator.yaml: node.id: is required; write it in the file or set COORDINATOR_NODE_ID",
                        "coordinator.yaml: node.data_dir: is required; write it in the file or set"
                                + " COORDINATOR_NODE_DATA_DIR",
                        "coordinator.yaml: cluster.id: is required; write it in the file or set"
                                + " COORDINATOR_CLUSTER_ID",
                        "coordinator.yaml: cluster.nodes: is required; write it in the file or set"
                                + " COORDINATOR_CLUSTER_NODES");
    }

    @Test
    void allProblemsOfAllSourcesAreReportedTogether() throws IOException {
        List<String> problems = ConfigurationFile.leastAnd(folder, "zebra: 1\nlog:\n  level: loud\n")
                .problems(Map.of("COORDINATOR_SHUTDOWN_GRACE", "10"), "queue.max_bytes=1MiB", "nonsense");

        assertThat(problems)
                .containsExactly(
                        "coordinator.yaml:9:1: zebra: is not a key",
                        "--set: must be key=value, not \"nonsense\"",
                        "coordinator.yaml:11:10: log.level: must be debug or info or warn, not \"loud\"",
                        "COORDINATOR_SHUTDOWN_GRACE: shutdown.grace: must be a duration such as 500ms, 30s, 2m or 1h,"
                                + " not \"10\"",
                        "--set: queue.max_bytes: must be from 16MiB to 1GiB, not 1MiB");
    }

    private List<String> problems(String more) throws IOException {
        return ConfigurationFile.leastAnd(folder, more).problems();
    }
}
