package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script that a stranger runs first, on real processes made of the jars just packaged. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class QuickstartIT {

    private static final Path SCRIPT =
            Path.of("../deploy/quickstart.sh").toAbsolutePath().normalize();
    private static final Pattern PRIMARY = Pattern.compile("(instance-[abc]) is primary.* epoch (\\d+)\\.");
    private static final Pattern STILL = Pattern.compile("(instance-[abc]) is still primary, still in epoch (\\d+)");

    @TempDir
    private Path parent;

    private Path folder = Path.of("");
    private int portBase;

    @BeforeEach
    void onLinuxOnly() {
        folder = parent.resolve("quick start");
        portBase = freePorts();
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "the script needs /proc");
    }

    @AfterEach
    void clean() throws Exception {
        if (Files.exists(folder)) {
            run("--clean");
        }
    }

    @Test
    void aPrimarysDeathEndsInAHigherEpochAndALeadersDeathEndsNoReign() throws Exception {
        String said = run("--no-build", "--port-base", Integer.toString(portBase));

        Matcher reigns = PRIMARY.matcher(said);
        assertThat(reigns.find()).as(said).isTrue();
        String first = reigns.group(1);
        long firstEpoch = Long.parseLong(reigns.group(2));
        assertThat(reigns.find()).as(said).isTrue();
        String second = reigns.group(1);
        long secondEpoch = Long.parseLong(reigns.group(2));
        assertThat(second).isNotEqualTo(first);
        assertThat(secondEpoch).isGreaterThan(firstEpoch);

        Matcher still = STILL.matcher(said);
        assertThat(still.find()).as(said).isTrue();
        assertThat(still.group(1)).isEqualTo(second);
        assertThat(Long.parseLong(still.group(2))).isEqualTo(secondEpoch);
        assertThat(said).contains("All 3 nodes answer").contains("Try next");

        kill("n1");
        kill("n2");
        assertThat(run("--no-build"))
                .startsWith("It is running already")
                .contains("n1 is started again", "n2 is started again", "3 of 3 nodes answer");
        assertThat(run("--clean")).contains("removed");
        assertThat(folder).doesNotExist();
        assertThat(leftProcesses()).isEmpty();
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(portBase + 11, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = end("--no-build", "--port-base", Integer.toString(portBase));

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.said())
                    .contains("port " + taken.getLocalPort() + " is in use")
                    .contains("--port-base");
            assertThat(leftProcesses()).isEmpty();
        }
    }

    @Test
    void aFolderThatItDidNotMakeIsNotTouched() throws Exception {
        Path mine = Files.createDirectories(parent.resolve("mine"));
        Path precious = mine.resolve("precious");
        Files.writeString(precious, "keep");

        assertThat(end(mine, "--clean").status()).isEqualTo(1);
        assertThat(end(mine, "--no-build").status()).isEqualTo(1);
        assertThat(precious).hasContent("keep");
    }

    /** One of the nodes that the script started, by the process id that it recorded. */
    private void kill(String node) throws Exception {
        String recorded = Files.readString(folder.resolve("run").resolve(node + ".pid"));
        ProcessHandle process = ProcessHandle.of(Long.parseLong(recorded.substring(0, recorded.indexOf(' '))))
                .orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().get(1, TimeUnit.MINUTES);
    }

    private record Ended(int status, String said) {}

    private String run(String... options) throws Exception {
        Ended ended = end(options);
        assertThat(ended.status()).as(ended.said()).isZero();
        return ended.said();
    }

    private Ended end(String... options) throws Exception {
        return end(folder, options);
    }

    private Ended end(Path where, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString(), "--dir", where.toString()));
        command.addAll(List.of(options));
        Path said = Files.createTempFile(parent, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(4, TimeUnit.MINUTES))
                    .as(Files.readString(said))
                    .isTrue();
        } finally {
            process.destroy();
        }
        return new Ended(process.exitValue(), Files.readString(said));
    }

    /** Nodes name the folder in their command lines, instances the ports. */
    private List<String> leftProcesses() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(folder.toString()) || line.contains("127.0.0.1:" + portBase))
                .toList();
    }

    /** The first of six ports that are free now, below those that the system gives to outgoing connections. */
    private static int freePorts() {
        int first = 21_000 + (int) (ProcessHandle.current().pid() % 300) * 30;
        return IntStream.range(0, 100)
                .map(turn -> first + turn * 22)
                .filter(base -> IntStream.of(0, 1, 10, 11, 20, 21).allMatch(offset -> isFree(base + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
