package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordinator.server.api.http.ConsoleMode;
import dev.coordinator.server.api.http.HttpSettings;
import dev.coordinator.server.config.Configuration;
import dev.coordinator.server.config.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the web console offers by the configuration, and by which names browsers are known to come. */
final class ConsoleSettingsTest {

    private static final String LEAST = """
            node: {id: a, data_dir: data}
            cluster:
              id: c1
              nodes: [{id: a, raft: "127.0.0.1:7401", api: "n1.example:7400"}]
            insecure: true
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "http.listen=127.0.0.1:7402, auto, ON",
        "http.listen=localhost:7402, auto, ON",
        "http.listen=0.0.0.0:7402, auto, READ_ONLY",
        "http.listen=n1.example:7402, auto, READ_ONLY",
        "http.unix.path=http.sock, auto, ON",
        "http.listen=0.0.0.0:7402, on, ON",
        "http.listen=127.0.0.1:7402, read_only, READ_ONLY",
        "http.listen=127.0.0.1:7402, off, OFF",
    })
    void actionsAreOfferedUnaskedOnThisMachineAlone(String place, String written, ConsoleMode offered)
            throws Exception {
        assertThat(read(place, "http.console=" + written).console()).isEqualTo(offered);
    }

    @Test
    void actionsAreOfferedWhereItIsKnownWhoMay() throws Exception {
        assertThat(read("http.listen=0.0.0.0:7402", "api.access=access.yaml").console())
                .isEqualTo(ConsoleMode.ON);
    }

    @Test
    void browsersComeByTheNamesThatAreConfigured() throws Exception {
        assertThat(read("http.listen=Here.example:7402", "http.hosts=Console.example, other")
                        .hosts())
                .containsExactlyInAnyOrder("n1.example", "here.example", "console.example", "other");
        assertThat(read("http.listen=127.0.0.1:7402").hosts()).containsExactlyInAnyOrder("n1.example", "127.0.0.1");
    }

    @Test
    void aNameHasNoPort() {
        assertThatThrownBy(() -> read("http.listen=127.0.0.1:7402", "http.hosts=console.example:443"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("http.hosts: must be names of hosts without ports, separated by commas, or none");
    }

    private HttpSettings read(String... sets) throws Exception {
        Path file = Files.writeString(folder.resolve("coordinator.yaml"), LEAST);
        return Settings.edge(Configuration.load(file, Map.of(), List.of(sets)), Optional.empty())
                .http()
                .orElseThrow();
    }
}
