package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coordinator.server.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the timers of docs/clients/systemd run: a host knows by its own clock whether a job may run on it. */
final class ExampleTimerIT {

    private static final Path EXAMPLES =
            Path.of("..", "docs", "clients", "systemd").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private DevNode node;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Installed.find("jq").isPresent(), "jq is not installed; .ci/run installs it");
        node = DevNode.start(folder);
        await().atMost(PATIENCE).ignoreExceptions().until(node::isReady);
        Files.createDirectory(folder.resolve("x"));
        Files.createDirectory(folder.resolve("y"));
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void jobMayRunOnThePrimarysHostWhileEnoughIsLeftOfItsLease() throws Exception {
        assertThat(mayRun("x", 60)).isEqualTo("1: ");

        assertThat(checksIn("x")).startsWith("0: ");
        assertThat(checksIn("y")).startsWith("0: ");
        assertThat(mayRun("x", 60)).startsWith("0: ").isNotEqualTo("0: ");
        assertThat(mayRun("x", 120)).isEqualTo("1: ");
        assertThat(mayRun("y", 60)).isEqualTo("1: ");

        node.does("POST", "/v1/pools/demo/instances/x:leave", "{}");
        assertThat(checksIn("y")).startsWith("0: ");
        assertThat(mayRun("y", 60)).startsWith("0: ").isNotEqualTo("0: ");
        assertThat(checksIn("x")).startsWith("0: ");
        assertThat(mayRun("x", 60)).isEqualTo("1: ");

        node.close();
        assertThat(checksIn("y")).startsWith("1: ");
        assertThat(mayRun("y", 60)).startsWith("0: ");
        node.startAgain();
    }

    @Test
    void unitsAreSound() throws Exception {
        assumeTrue(Installed.find("systemd-analyze").isPresent(), "systemd-analyze is not installed");
        try (Stream<Path> units = Files.list(EXAMPLES)) {
            for (Path unit : units.filter(each -> each.toString().contains("@")).toList()) {
                String text = Files.readString(unit).replace("/usr/local/bin", EXAMPLES.toString());
                Files.writeString(folder.resolve(unit.getFileName()), text);
            }
        }

        String said = runs(List.of(
                "systemd-analyze",
                "verify",
                folder.resolve("coordinator-check-in@demo.timer").toString(),
                folder.resolve("nightly@demo.timer").toString()));
        assertThat(said).startsWith("0: ").doesNotContain("Unknown", "no effect", "not executable");
    }

    private String checksIn(String host) throws IOException, InterruptedException {
        return runs(List.of(script("coordinator-check-in"), "demo", host, place(host)));
    }

    private String mayRun(String host, int seconds) throws IOException, InterruptedException {
        return runs(List.of(script("coordinator-is-primary"), "demo", place(host), String.valueOf(seconds)));
    }

    private String place(String host) {
        return folder.resolve(host).toString();
    }

    private static String script(String name) {
        return EXAMPLES.resolve(name).toString();
    }

    /** The exit status and what was said. */
    private String runs(List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("COORDINATOR_URLS", "http://127.0.0.1:1," + node.url());
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue() + ": " + Files.readString(output).strip();
    }
}
