package dev.coordinator.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records, table of keys, example and documentation say the same. */
final class DocumentedKeysTest {

    private static final Path ROOT = root();
    private static final Path EXAMPLE = ROOT.resolve("deploy/coordinator.example.yaml");
    private static final Path DOCUMENTATION = ROOT.resolve("docs/configuration.md");
    private static final String OWN_ID = "cluster.id=c1";

    @TempDir
    Path folder;

    @Test
    void theTableHasEveryComponentOfTheRecordsAndNoOtherKey() {
        assertThat(Keys.names())
                .containsExactlyInAnyOrderElementsOf(
                        components("", NodeConfiguration.class).toList());
    }

    @Test
    void theExampleIsRefusedForItsClusterIdAlone() throws IOException {
        assertThat(ConfigurationFile.of(folder, Files.readString(EXAMPLE)).problems())
                .singleElement()
                .asString()
                .contains("cluster.id: is still the example's");
    }

    @Test
    void theExampleHasTheDefaults() throws Exception {
        NodeConfiguration example = Configuration.load(EXAMPLE, Map.of(), List.of(OWN_ID));

        assertThat(example).isEqualTo(defaultsFor(example));
    }

    @Test
    void theExampleShowsEveryKeyWithItsDefault() throws Exception {
        String everything = Files.readString(EXAMPLE).replaceAll("(?m)^#(?=[ ]*[a-z_]+: \\S+$)", "");
        Path file = Files.writeString(folder.resolve("everything.yaml"), everything);
        List<String> written = FileSettings.read(file, new Problems("")).orElseThrow().stream()
                .map(setting -> setting.key().name())
                .toList();
        NodeConfiguration read = Configuration.load(file, Map.of(), List.of(OWN_ID));

        assertThat(written).containsExactlyElementsOf(Keys.names());
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields(
                        "api.tls",
                        "raft.tls",
                        "api.unix",
                        "http.unix",
                        "api.access",
                        "log.auditFile") // Files have no default.
                .isEqualTo(defaultsFor(read));
    }

    @Test
    void theDocumentationHasEveryKeyWithItsDefaultAndLimits() throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENTATION);

        assertThat(Keys.ALL)
                .allSatisfy(key -> assertThat(lines)
                        .filteredOn(line -> line.startsWith("| `" + key.name() + "` | " + key.unwritten() + " | "
                                + key.form().limits() + " | "))
                        .as(key.name() + " | " + key.unwritten() + " | "
                                + key.form().limits())
                        .hasSize(1));
    }

    @Test
    void theDocumentationHasEveryKeyOfANode() throws IOException {
        String text = Files.readString(DOCUMENTATION);

        assertThat(ClusterNode.class.getRecordComponents())
                .allSatisfy(
                        component -> assertThat(text).contains("| `cluster.nodes[]." + component.getName() + "` |"));
    }

    @Test
    void theDocumentationHasNoKeyThatIsNot() throws IOException {
        assertThat(Files.readAllLines(DOCUMENTATION).stream()
                        .filter(line -> line.startsWith("| `") && !line.contains("[]"))
                        .map(line -> line.substring(3, line.indexOf('`', 3))))
                .containsExactlyInAnyOrderElementsOf(Keys.names());
    }

    private static NodeConfiguration defaultsFor(NodeConfiguration read) {
        ClusterNode self = read.self();
        return Assembly.of(
                read.node(), read.cluster(), new Values(List.of(), new Problems("")), self.api(), self.raft());
    }

    /** The keys of a record: its components, and those of the records and not of the lists among them. */
    private static Stream<String> components(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            String name = prefix + snake(component);
            boolean value = component.getType() == HostPort.class
                    || component.getGenericType() instanceof ParameterizedType
                    || !component.getType().isRecord();
            return value ? Stream.of(name) : components(name + ".", component.getType());
        });
    }

    private static String snake(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("deploy")) ? here : here.resolve("..").normalize();
    }
}
