package dev.coordinator.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A configuration file under test, and what comes of loading it. */
final class ConfigurationFile {

    /** The least a node needs, in eight lines. */
    static final String LEAST = """
            node:
              id: a
              data_dir: /data
            cluster:
              id: c1
              nodes:
                - {id: a, raft: "127.0.0.1:7401", api: "127.0.0.1:7400"}
                - {id: b, raft: "127.0.0.1:7411", api: "127.0.0.1:7410"}
            """;

    private final Path file;

    private ConfigurationFile(Path file) {
        this.file = file;
    }

    static ConfigurationFile of(Path folder, String text) throws IOException {
        return new ConfigurationFile(Files.writeString(folder.resolve("coordinator.yaml"), text));
    }

    /** {@link #LEAST} and then {@code more}, which begins on line 9. */
    static ConfigurationFile leastAnd(Path folder, String more) throws IOException {
        return of(folder, LEAST + more);
    }

    NodeConfiguration load(String... sets) throws ConfigurationException {
        return load(Map.of(), sets);
    }

    NodeConfiguration load(Map<String, String> environment, String... sets) throws ConfigurationException {
        return Configuration.load(file, environment, List.of(sets));
    }

    /** The problems as shown, the folder left out. */
    List<String> problems(String... sets) {
        return problems(Map.of(), sets);
    }

    List<String> problems(Map<String, String> environment, String... sets) {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> load(environment, sets));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems().stream()
                .map(problem -> problem.toString().replace(file.getParent() + "/", ""))
                .toList();
    }
}
