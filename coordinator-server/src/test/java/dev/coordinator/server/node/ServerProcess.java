package dev.coordinator.server.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One node as operators run it: the launch script and the built jars, in a process of its own. */
final class ServerProcess {

    private static final Path SCRIPT = Path.of("..", "deploy", "bin", "coordinator-server")
            .toAbsolutePath()
            .normalize();

    private final Path configuration;
    private final Path output;
    private final Process process;

    private ServerProcess(Path configuration, Path output, Process process) {
        this.configuration = configuration;
        this.output = output;
        this.process = process;
    }

    /** Runs a command of the server to its end, and gives its exit status. */
    static int run(Path output, String... arguments) throws IOException, InterruptedException {
        Process process = launch(output, arguments);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("it did not end: " + Files.readString(output));
        }
        return process.exitValue();
    }

    static ServerProcess start(Path configuration, Path output) throws IOException {
        return new ServerProcess(configuration, output, launch(output, "--config", configuration.toString()));
    }

    private static Process launch(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("COORDINATOR_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("COORDINATOR_JAVA_OPTS", "-Xmx256m");
        return builder.start();
    }

    ServerProcess startAgain() throws IOException {
        return start(configuration, output);
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** As {@code kill}: in order. Gives the exit status. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(output);
    }
}
