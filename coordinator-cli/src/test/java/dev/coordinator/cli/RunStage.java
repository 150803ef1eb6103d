package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One node or three, any number of {@code coordctl run}, and the file that their programs write: all real processes. */
final class RunStage implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final Path BIN = Path.of("../deploy/bin").toAbsolutePath().normalize();

    /** Writes when it lives, by a clock that all processes share; ends with 3 when asked to, unless it is stubborn. */
    private static final String PROGRAM = """
            #!/bin/bash
            [[ ${1:-} == stubborn ]] && trap '' TERM || trap 'exit 3' TERM
            trap 'echo "$COORDINATOR_INSTANCE got USR1" >>"$0.signals"' USR1
            while :; do
              read -r now _ </proc/uptime
              echo "$now $COORDINATOR_POOL $COORDINATOR_INSTANCE $COORDINATOR_EPOCH $COORDINATOR_REASON $$" >>"$0.out"
              sleep 0.02
            done
            """;

    private final Path folder;
    private final List<Process> started = new ArrayList<>();
    private final StageNodes nodes;

    RunStage(Path folder, int nodes) throws IOException, InterruptedException {
        this.folder = folder;
        Files.writeString(program(), PROGRAM);
        Files.setPosixFilePermissions(program(), PosixFilePermissions.fromString("rwx------"));
        Files.createFile(written());
        this.nodes = StageNodes.begin(folder, nodes, (log, command) -> launch(log, Map.of(), command));
    }

    /** Starts another cluster, which begins with a backup, in a folder of this name. */
    StageNodes restore(String name, String clusterId, Path backup) throws IOException, InterruptedException {
        Path into = Files.createDirectory(file(name));
        return StageNodes.restored(
                into, 3, clusterId, backup, (log, command) -> launch(name + "/" + log, Map.of(), command));
    }

    StageNodes nodes() {
        return nodes;
    }

    Path program() {
        return folder.resolve("program");
    }

    /** What programs and their hooks have been told by USR1. */
    Path signals() {
        return folder.resolve("program.signals");
    }

    Path state() {
        return folder.resolve("state");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private Path written() {
        return folder.resolve("program.out");
    }

    /** Once a node answers, makes a pool whose leases end soon. */
    void pool(String pool, String leaseTtl) {
        await().atMost(PATIENCE)
                .until(() -> end("pool", "set", pool, "--check-in-interval", "1s", "--lease-ttl", leaseTtl) == 0);
    }

    /** Runs a command to its end. */
    int end(String... arguments) throws IOException, InterruptedException {
        Process process = coordctl("end.log", List.of(arguments));
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue();
    }

    /** What the latest command that {@link #end} ran has written. */
    String said() throws IOException {
        return Files.readString(folder.resolve("end.log"));
    }

    Process run(String pool, String instance, List<String> options, String... programArguments) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--pool", pool, "--id", instance));
        arguments.addAll(List.of("--state-dir", state().toString()));
        arguments.addAll(options);
        arguments.addAll(List.of("--", program().toString()));
        arguments.addAll(List.of(programArguments));
        return coordctl("run-" + instance + ".log", arguments);
    }

    /** Runs a command that goes on, and writes to a file of this name. */
    Process start(String log, String... arguments) throws IOException {
        return coordctl(log, List.of(arguments));
    }

    private Process coordctl(String log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(BIN.resolve("coordctl").toString()));
        command.addAll(arguments);
        Files.deleteIfExists(folder.resolve("end.log"));
        return launch(log, Map.of("COORDCTL_ENDPOINTS", nodes.endpoints()), command.toArray(String[]::new));
    }

    private Process launch(String log, Map<String, String> environment, String... command) throws IOException {
        return started(surrounded(environment, command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file(log).toFile())));
    }

    /** Starts a process that is ended with this stage at the latest. */
    Process started(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** With nothing from outside that could change what it does. */
    static ProcessBuilder surrounded(Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("COORD"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** The programs of a pool, in the order in which they began to write. */
    List<Life> lives(String pool) throws IOException {
        return Life.all(Files.readAllLines(written()), pool);
    }

    /** The first promise, as the programs of a pool tell it; there must be some. */
    void requireNeverTwoAtOnce(String pool) throws IOException {
        List<Life> lives = lives(pool);
        assertThat(lives).isNotEmpty();
        for (int i = 1; i < lives.size(); i++) {
            assertThat(lives.get(i).first())
                    .as("%s after %s", lives.get(i), lives.get(i - 1))
                    .isGreaterThan(lives.get(i - 1).last());
            assertThat(lives.get(i).epoch())
                    .isGreaterThanOrEqualTo(lives.get(i - 1).epoch());
        }
    }

    /** Waits for a program that is not among those known, and gives it. */
    Life awaitLife(String pool, int known) {
        return await("program " + known + " of " + pool)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> lives(pool), lives -> lives.size() > known)
                .get(known);
    }

    void awaitEnd(Life life) {
        await("the end of " + life)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !life.isAlive());
    }

    static void signal(String name, long process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor();
    }

    /** Those that watch over this stage's programs. */
    List<ProcessHandle> guards() {
        return processes().stream()
                .filter(process -> process.info().commandLine().orElse("").contains("coordctl-guard"))
                .toList();
    }

    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }

    /** Ends everything, and sees that it has ended. */
    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
        await("the end of all processes").atMost(PATIENCE).until(() -> {
            List<ProcessHandle> left = processes();
            left.forEach(ProcessHandle::destroyForcibly);
            return left.isEmpty();
        });
    }
}
