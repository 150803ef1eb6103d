package dev.coordinator.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The coordinators of a stage: one that is quickly there, or three with a quorum. Counted from 0. */
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
    private final List<Integer> ports;
    private final List<Process> processes = new ArrayList<>();

    /** Starts them. */
    StageNodes(Path folder, int count, Launcher launcher) throws IOException, InterruptedException {
        this.folder = folder;
        this.launcher = launcher;
        this.count = count;
        this.ports = freePorts(2 * count);
        for (int node = 0; count > 1 && node < count; node++) {
            Files.writeString(configuration(node), text(node));
            bootstrap(node);
        }
        for (int node = 0; node < count; node++) {
            processes.add(start(node));
        }
    }

    private void bootstrap(int node) throws IOException, InterruptedException {
        int status = launcher.launch(
                        log(node),
                        SERVER,
                        "bootstrap",
                        "--config",
                        configuration(node).toString())
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException(
                    "bootstrap ended with " + status + ": " + Files.readString(folder.resolve(log(node))));
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
                        Integer.toString(ports.get(0)),
                        "--http-port",
                        "0",
                        "--raft-port",
                        Integer.toString(ports.get(1)));
    }

    private String text(int self) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("node:\n  id: n").append(self).append('\n');
        yaml.append("  data_dir: ").append(data(self)).append('\n');
        yaml.append("cluster:\n  id: stage-").append(ports.get(0)).append("\n  nodes:\n");
        for (int node = 0; node < count; node++) {
            yaml.append("    - {id: n%d, raft: \"127.0.0.1:%d\", api: \"%s\"}%n"
                    .formatted(node, ports.get(count + node), api(node)));
        }
        return yaml.toString();
    }

    private Path configuration(int node) {
        return folder.resolve("n" + node + ".yaml");
    }

    private Path data(int node) {
        return folder.resolve("data-" + node);
    }

    private static String log(int node) {
        return "node-" + node + ".log";
    }

    String api(int node) {
        return "127.0.0.1:" + ports.get(node);
    }

    String endpoints() {
        return IntStream.range(0, count).mapToObj(this::api).collect(Collectors.joining(","));
    }

    void kill(int node) throws InterruptedException {
        processes.get(node).destroyForcibly().waitFor();
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

    /** Those that don't run. */
    void startAgain() throws IOException {
        for (int node = 0; node < count; node++) {
            if (!processes.get(node).isAlive()) {
                processes.set(node, start(node));
            }
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
