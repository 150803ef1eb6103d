package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launch scripts do where nothing else is installed. */
final class LaunchScriptsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"coordinator-server", "coordctl"})
    void aMissingJarIsToldAndIsAMatterOfConfiguration(String script) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("somewhere").resolve("bin"));
        Path copy = Files.copy(Path.of("..", "deploy", "bin", script), bin.resolve(script));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("bash", copy.toString(), "status")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COORD"));

        Process process = builder.start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitStatus.USAGE);
        assertThat(Files.readString(output)).startsWith(script + ": ").contains(".jar");
    }
}
