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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Others' tools read the OpenAPI description: one that validates, and one that makes a client of it, which checks in. Only
 * where Node.js and those tools are installed; docs/testing.md says how.
 */
final class OpenApiIT {

    private static final Path TOOLS = Path.of("target", "openapi-tools").toAbsolutePath();
    private static final Path CLIENT = Path.of("src", "test", "openapi");
    private static final Path DESCRIPTION =
            Path.of("src", "main", "resources", "dev", "coordinator", "server", "api", "http", "openapi.json");

    @TempDir
    Path folder;

    @BeforeEach
    void needTheTools() {
        assumeTrue(Installed.find("node").isPresent(), "Node.js is not installed");
        assumeTrue(
                Files.isExecutable(tool("redocly")) && Files.isExecutable(tool("tsc")),
                "the tools that read OpenAPI are not installed; .ci/run installs them where there is npm");
    }

    @Test
    void anIndependentValidatorFindsNothingWrong() throws Exception {
        Path description = Files.copy(DESCRIPTION, folder.resolve("openapi.json"));

        run(tool("redocly").toString(), "lint", "--extends=spec", description.toString());
    }

    @Test
    void aValidatorThatFindsNothingWouldFindSomething() throws Exception {
        String broken = Files.readString(DESCRIPTION).replaceFirst("\"responses\"", "\"answers\"");
        Path description = Files.writeString(folder.resolve("openapi.json"), broken);

        assertThat(end(tool("redocly").toString(), "lint", "--extends=spec", description.toString()))
                .isNotZero();
    }

    @Test
    void aClientThatIsMadeOfItChecksIn() throws Exception {
        for (String file : List.of("package.json", "tsconfig.json", "check-in.ts")) {
            Files.copy(CLIENT.resolve(file), folder.resolve(file));
        }
        Files.createSymbolicLink(folder.resolve("node_modules"), TOOLS.resolve("node_modules"));
        run(
                tool("openapi-typescript").toString(),
                DESCRIPTION.toAbsolutePath().toString(),
                "-o",
                folder.resolve("api.d.ts").toString());
        run(tool("tsc").toString(), "--project", folder.toString());

        try (DevNode node = DevNode.start(folder)) {
            await().atMost(Duration.ofSeconds(30)).until(node::isReady);
            run("node", folder.resolve("out").resolve("check-in.js").toString(), node.url());

            assertThat(node.read("/v1/pools/generated/instances/a")
                            .getAsJsonObject("instance")
                            .get("role")
                            .getAsString())
                    .isEqualTo("ROLE_PRIMARY");
        }
    }

    private static Path tool(String name) {
        return TOOLS.resolve("node_modules").resolve(".bin").resolve(name);
    }

    private void run(String... command) throws IOException, InterruptedException {
        assertThat(end(command))
                .as(() -> Arrays.toString(command) + ": " + said())
                .isZero();
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private int end(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue();
    }
}
