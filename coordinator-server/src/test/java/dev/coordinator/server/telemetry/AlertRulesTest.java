package dev.coordinator.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coordinator.server.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The alerts ask for what nodes export, are explained, and fire when they should. */
final class AlertRulesTest {

    private static final Path RULES = Path.of("..", "deploy", "prometheus", "alerts.yml");
    private static final Path TESTS = RULES.resolveSibling("alerts.test.yml");
    private static final Path EXAMPLE = RULES.resolveSibling("prometheus.yml");
    private static final Path DOCUMENTATION = Path.of("..", "docs", "metrics.md");

    private static final Pattern HEADING = Pattern.compile("(?m)^### (Coordinator\\w+)$");
    private static final Pattern LINK = Pattern.compile("See docs/metrics\\.md#(\\w+)\\.$");

    @TempDir
    Path folder;

    @Test
    void rulesAskForExportedMetricsOnly() throws IOException {
        Exported exported = new Exported();

        assertThat(rules())
                .allSatisfy(rule ->
                        assertThat(Queries.unknown(rule.expression(), exported)).isEmpty());
    }

    @Test
    void everyAlertSaysHowUrgentItIsAndWhatToDo() throws IOException {
        List<String> headings = HEADING.matcher(Files.readString(DOCUMENTATION))
                .results()
                .map(heading -> heading.group(1))
                .toList();

        assertThat(rules()).extracting(Rule::name).containsExactlyElementsOf(headings);
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(rule.severity()).isIn("page", "ticket", "info");
            assertThat(rule.summary()).isNotBlank();
            assertThat(linked(rule.description())).contains(rule.name().toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void everyAlertIsSeenToFire() throws IOException {
        String tests = Files.readString(TESTS);

        assertThat(rules())
                .extracting(Rule::name)
                .allSatisfy(name -> assertThat(tests).contains("alertname=\"" + name + "\""));
    }

    @Test
    void promtoolFindsTheRulesSoundAndTheirTestsPass() throws Exception {
        assumeTrue(Installed.find("promtool").isPresent(), "promtool is not installed; .ci/run installs it");

        assertThat(promtool("check", "rules", RULES)).contains("SUCCESS");
        assertThat(promtool("check", "config", EXAMPLE)).contains("SUCCESS");
        assertThat(promtool("test", "rules", TESTS)).contains("SUCCESS");
    }

    /** What it says, when it ends well. */
    private String promtool(String verb, String what, Path file) throws IOException, InterruptedException {
        Path output = folder.resolve("promtool.txt");
        Process process = new ProcessBuilder(
                        Installed.find("promtool").orElseThrow().toString(), verb, what, file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    private static Optional<String> linked(String description) {
        return LINK.matcher(description).results().map(link -> link.group(1)).findFirst();
    }

    private static List<Rule> rules() throws IOException {
        Object file = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(RULES));
        return list(file, "groups").stream()
                .flatMap(group -> list(group, "rules").stream())
                .map(Rule::of)
                .toList();
    }

    private static List<?> list(Object map, String key) {
        return (List<?>) Objects.requireNonNull(((Map<?, ?>) map).get(key));
    }

    private static String text(Object map, String key) {
        return String.valueOf(((Map<?, ?>) map).get(key));
    }

    private record Rule(String name, String expression, String severity, String summary, String description) {

        static Rule of(Object rule) {
            Object annotations = Objects.requireNonNull(((Map<?, ?>) rule).get("annotations"));
            return new Rule(
                    text(rule, "alert"),
                    text(rule, "expr"),
                    text(Objects.requireNonNull(((Map<?, ?>) rule).get("labels")), "severity"),
                    text(annotations, "summary"),
                    text(annotations, "description"));
        }
    }
}
