package dev.coordinator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The coordinators of a stage: one that is quickly there, or three with a quorum, and those that join. Counted from 0. */
final class StageNodes {

    private static final String SERVER = Path.of("../deploy/bin/coordinator-server")
            .toAbsolutePath()
            .normalize()
            .toString();

    /** Starts a process whose output goes to a file of this name. */
    interface Launcher {
        Process launch(String log, String... command) throws IOException;
    }

    private final Path folder;
    private final Launcher launcher;
    private final int count;
    private final String clusterId;
    private final List<Integer> apis = new ArrayList<>();
    private final List<Integer> rafts = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    private StageNodes(Path folder, int count, String clusterId, Launcher launcher) {
        this.folder = folder;
        this.launcher = launcher;
        this.count = count;
        this.clusterId = clusterId;
        for (int node = 0; node < count; node++) {
            apis.add(FreePorts.draw());
            rafts.add(FreePorts.draw());
        }
    }

    /** Starts a new cluster. */
    static StageNodes begin(Path folder, int count, Launcher launcher) throws IOException, InterruptedException {
        StageNodes nodes = new StageNodes(folder, count, "stage-" + folder.getFileName(), launcher);
        nodes.startAll("bootstrap");
        return nodes;
    }

    /** Starts one that begins with a backup, in a folder of its own. */
    static StageNodes restored(Path folder, int count, String clusterId, Path backup, Launcher launcher)
            throws IOException, InterruptedException {
        StageNodes nodes = new StageNodes(folder, count, clusterId, launcher);
        nodes.startAll("restore", backup.toString());
        return nodes;
    }

    private void startAll(String... beginning) throws IOException, InterruptedException {
        for (int node = 0; count > 1 && node < count; node++) {
            Files.writeString(configuration(node), text(node));
            makeFolder(node, beginning);
        }
        for (int node = 0; node < count; node++) {
            processes.add(start(node));
        }
    }

    /** Starts one more, on an empty folder, to be added; gives its number. */
    int startJoining() throws IOException, InterruptedException {
        int node = processes.size();
        apis.add(FreePorts.draw());
        rafts.add(FreePorts.draw());
        Files.writeString(configuration(node), text(node));
        makeFolder(node, "join");
        processes.add(start(node));
        return node;
    }

    /** Stops one, and starts it with its data at other addresses. Whether the others hear of it is not seen to. */
    void moveElsewhere(int node) throws IOException, InterruptedException {
        stop(node);
        apis.set(node, FreePorts.draw());
        rafts.set(node, FreePorts.draw());
        Files.writeString(configuration(node), text(node));
        processes.set(node, start(node));
    }

    private void makeFolder(int node, String... beginning) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(SERVER, beginning[0], "--config", configuration(node).toString()));
        command.addAll(Arrays.asList(beginning).subList(1, beginning.length));
        int status = launcher.launch(log(node), command.toArray(String[]::new)).waitFor();
        if (status != 0) {
            throw new IllegalStateException(
                    command + " ended with " + status + ": " + Files.readString(folder.resolve(log(node))));
        }
    }

    private Process start(int node) throws IOException {
        return count > 1
                ? launcher.launch(
                        log(node), SERVER, "--config", configuration(node).toString())
                : launcher.launch(
                        log(node),
                        SERVER,
                        "dev",
                        "--data",
                        data(node).toString(),
                        "--api-port",
                        Integer.toString(apis.get(0)),
                        "--http-port",
                        "0",
                        "--raft-port",
                        Integer.toString(rafts.get(0)));
    }

    /** Those that join know themselves alone. */
    private String text(int self) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("node:\n  id: ").append(id(self)).append('\n');
        yaml.append("  data_dir: ").append(data(self)).append('\n');
        yaml.append("cluster:\n  id: ").append(clusterId).append("\n  nodes:\n");
        (self < count ? IntStream.range(0, count) : IntStream.of(self))
                .forEach(node -> yaml.append(
                        "    - {id: %s, raft: \"%s\", api: \"%s\"}%n".formatted(id(node), raft(node), api(node))));
        return yaml.toString();
    }

    String id(int node) {
        return "n" + node;
    }

    Path configuration(int node) {
        return folder.resolve("n" + node + ".yaml");
    }

    private Path data(int node) {
        return folder.resolve("data-" + node);
    }

    static String log(int node) {
        return "node-" + node + ".log";
    }

    String clusterId() {
        return clusterId;
    }

    String api(int node) {
        return "127.0.0.1:" + apis.get(node);
    }

    String raft(int node) {
        return "127.0.0.1:" + rafts.get(node);
    }

    /** Of those that it began with. */
    String endpoints() {
        return IntStream.range(0, count).mapToObj(this::api).collect(Collectors.joining(","));
    }

    void kill(int node) throws InterruptedException {
        processes.get(node).destroyForcibly().waitFor();
    }

    /** In order; gives its exit status. */
    int stop(int node) throws InterruptedException {
        processes.get(node).destroy();
        return processes.get(node).waitFor();
    }

    /** All at once, as when the power goes. */
    void killAll() throws InterruptedException {
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            process.waitFor();
        }
    }

    void signal(int node, String name) throws IOException, InterruptedException {
        RunStage.signal(name, processes.get(node).pid());
    }

    /** Those that don't run, of the ones that it began with. */
    void startAgain() throws IOException {
        for (int node = 0; node < count; node++) {
            if (!processes.get(node).isAlive()) {
                processes.set(node, start(node));
            }
        }
    }
}
