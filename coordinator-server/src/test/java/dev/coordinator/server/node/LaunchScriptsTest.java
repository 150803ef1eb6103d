package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
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

        Ended ended = run(Map.of(), "bash", copy.toString(), "status");

        assertThat(ended.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(ended.output()).startsWith(script + ": ").contains(".jar");
    }

    @Test
    void coordctlIsToldHowWideTheTerminalIs() throws Exception {
        Path script = Path.of("..", "deploy", "bin", "coordctl").toAbsolutePath();
        Path jar = Files.createFile(folder.resolve("coordctl.jar"));
        Path java = folder.resolve("java");
        Path program = Files.createDirectories(java.resolve("bin")).resolve("java");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.writeString(program, "#!/bin/sh\necho \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Map<String, String> surroundings = Map.of("JAVA_HOME", java.toString(), "COORDCTL_JAR", jar.toString());

        Ended terminal = run(surroundings, "script", "-qec", "stty cols 57; bash " + script + " status", "/dev/null");
        Ended pipe = run(surroundings, "bash", script.toString(), "status");

        assertThat(terminal.output()).contains("-Dcoordctl.columns=57 ");
        assertThat(pipe.output()).contains("-jar").doesNotContain("coordctl.columns");
    }

    private record Ended(int status, String output) {}

    private Ended run(Map<String, String> surroundings, String... command) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COORD"));
        builder.environment().putAll(surroundings);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
