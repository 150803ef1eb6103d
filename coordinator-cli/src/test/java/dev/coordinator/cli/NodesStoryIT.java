package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.coordinator.cli.Operator.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator's words about the nodes, said with coordctl to the nodes' processes: one after the other is drained, added,
 * replaced, moved and removed, and the primary of a pool notices nothing.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class NodesStoryIT {

    private static final String POOL = "orders";

    @TempDir
    private Path folder;

    private RunStage stage;
    private StageNodes nodes;
    private Operator operator;

    @BeforeEach
    void start() throws Exception {
        stage = new RunStage(folder, 3);
        nodes = stage.nodes();
        operator = new Operator(stage, nodes.endpoints());
        stage.pool(POOL, "60s");
        stage.start("app-a.log", "join", POOL, "app-a");
        await().atMost(RunStage.PATIENCE)
                .until(() -> Files.readString(stage.file("app-a.log")).contains("PRIMARY"));
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void nodesComeAndGoAndThePrimaryStays() throws Exception {
        drainsAndStartsAgain();
        handsLeadershipOver();
        int fourth = adds();
        int fifth = replaces(fourth);
        moves(fifth);
        removes(fifth);
        fitsTheTerminal();

        assertThat(Files.readString(stage.file("app-a.log")))
                .containsOnlyOnce("PRIMARY")
                .doesNotContain("STEP_DOWN", "LEASE_ENDED");
    }

    private void drainsAndStartsAgain() throws Exception {
        String leader = leader();
        int node = number(leader);

        assertThat(operator.does("cluster", "drain", leader))
                .contains(leader + " may be stopped: ", "leads, and without it 2 of 3 voters go on.\n");

        assertThat(leader()).isNotEqualTo(leader);
        assertThat(operator.does("cluster", "status")).contains("!  " + leader + " is being drained\n");
        assertThat(operator.runs("cluster", "transfer-leader", "--to", leader).status())
                .isEqualTo(5);
        String other = "n" + (node + 1) % 3;
        Said refused = operator.runs("cluster", "drain", other);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(5);
        assertThat(nodes.stop(node)).isEqualTo(143);
        seesThatOneIsDown(leader);
        nodes.startAgain();
        await().atMost(RunStage.PATIENCE)
                .until(() -> operator.runs("cluster", "status").out().contains("3 of 3 nodes answer"));
    }

    private void seesThatOneIsDown(String down) throws Exception {
        Said doctor = operator.runs("doctor", "--observe", "100ms");
        assertThat(doctor.status()).isEqualTo(1);
        assertThat(doctor.out()).containsPattern("(?m)^problem +" + down + ": does not answer");
        assertThat(operator.does("status"))
                .contains("2 of 3 nodes answer")
                .containsPattern("(?m)^" + down + " +unreachable");
    }

    private void handsLeadershipOver() throws Exception {
        String before = await().atMost(RunStage.PATIENCE).until(this::leader, leader -> !leader.isEmpty());
        String next = "n" + (number(before) + 1) % 3;

        // Right after a start a node may still be catching up; that is refused, and may be said again.
        Said handed = await().atMost(RunStage.PATIENCE)
                .until(() -> operator.runs("cluster", "transfer-leader", "--to", next), said -> said.status() != 5);

        assertThat(handed.status()).as(handed.toString()).isZero();
        assertThat(handed.out()).matches(next + " leads in term \\d+; " + before + " led before\\.\n");
        assertThat(leader()).isEqualTo(next);
        assertThat(operator.does("cluster", "transfer-leader", "--to", next)).isEqualTo(next + " leads already.\n");
    }

    private int adds() throws Exception {
        int node = nodes.startJoining();

        // Its process takes a moment to listen, which is waited for.
        Said added = operator.runs(
                "cluster", "add", "n3", "--api", nodes.api(node), "--raft", nodes.raft(node), "--timeout", "40s");

        assertThat(added.status()).as(added.toString()).isZero();
        assertThat(added.out()).endsWith("n3 is a voter; the cluster has 4 voters.\n");
        assertThat(operator.does("cluster", "status"))
                .contains("4 of 4 nodes answer", "!  4 voters bear the loss of no more nodes than 3 do\n");
        assertThat(voters()).containsExactly("n0", "n1", "n2", "n3");
        return node;
    }

    private int replaces(int old) throws Exception {
        int node = nodes.startJoining();

        Said replaced = await().atMost(RunStage.PATIENCE)
                .until(
                        () -> operator.runs(
                                "cluster",
                                "replace",
                                "n" + old,
                                "n4",
                                "--api",
                                nodes.api(node),
                                "--raft",
                                nodes.raft(node)),
                        said -> !said.err().contains("NOT_REACHED"));

        assertThat(replaced.status()).as(replaced.toString()).isZero();
        assertThat(replaced.out())
                .contains("n4 is a voter; the cluster has 5 voters.\n")
                .endsWith("n3 has left; the cluster has 4 voters.\n");
        nodes.kill(old);
        assertThat(voters()).containsExactly("n0", "n1", "n2", "n4");
        return node;
    }

    private void moves(int node) throws Exception {
        nodes.moveElsewhere(node);

        assertThat(operator.does("cluster", "move", "n4", "--api", nodes.api(node), "--raft", nodes.raft(node)))
                .startsWith("n4 is looked for at " + nodes.raft(node) + " now, and by clients at " + nodes.api(node)
                        + ".\n")
                .endsWith("n4 answers at " + nodes.api(node) + ".\n");

        await().atMost(RunStage.PATIENCE)
                .until(() -> operator.runs("cluster", "status").out().contains("4 of 4 nodes answer"));
        assertThat(operator.does("cluster", "status", "-o", "wide")).contains(nodes.api(node), nodes.raft(node));
        assertThat(operator.runs("cluster", "move", "n9", "--api", "127.0.0.1:1", "--raft", "127.0.0.1:2")
                        .status())
                .isEqualTo(3);
    }

    private void removes(int node) throws Exception {
        Said removed = await().atMost(RunStage.PATIENCE)
                .until(() -> operator.runs("cluster", "remove", "n4"), said -> said.status() != 5);

        assertThat(removed.status()).as(removed.toString()).isZero();
        assertThat(removed.out()).endsWith("n4 has left; the cluster has 3 voters.\n");
        assertThat(removed.err()).contains("stop its process", "delete its data");
        nodes.kill(node);
        assertThat(voters()).containsExactly("n0", "n1", "n2");
        assertThat(operator.runs("cluster", "remove", "n4").status()).isEqualTo(3);
        // On a busy machine it may find slow disks as well.
        assertThat(operator.runs("doctor", "--observe", "100ms").out()).contains("all nodes answer: 3 nodes\n");
    }

    private void fitsTheTerminal() throws Exception {
        for (int columns : List.of(80, 120)) {
            for (List<String> command : List.of(
                    List.of("status"),
                    List.of("cluster", "status"),
                    List.of("cluster", "status", "-o", "wide"),
                    List.of("cluster", "remove", "n4"),
                    List.of("cluster", "add", "n7", "--api", "127.0.0.1:1", "--raft", "127.0.0.1:2"),
                    List.of("cluster", "drain", "--help"))) {
                operator.seesOnATerminal(columns, command.toArray(String[]::new));
            }
        }
    }

    @Test
    void aBundleHoldsWhatIsThereAndIsMadeWithoutNodesToo() throws Exception {
        Path whole = stage.file("whole.zip");
        Path poor = stage.file("poor.zip");

        Said made = operator.runs(
                "debug",
                "bundle",
                "--out",
                whole.toString(),
                "--config",
                nodes.configuration(0).toString(),
                "--log",
                stage.file(StageNodes.log(0)).toString());
        nodes.killAll();
        Said without = operator.runs("debug", "bundle", "--out", poor.toString());

        assertThat(made.status()).as(made.toString()).isZero();
        assertThat(made.out()).isEqualTo(whole + ": " + Files.size(whole) + " bytes.\n");
        assertThat(entries(whole))
                .contains(
                        "README.txt",
                        "status.json",
                        "doctor.txt",
                        "pools.json",
                        "node/configuration.yaml",
                        "node/log.txt");
        assertThat(without.status()).as(without.toString()).isZero();
        assertThat(entries(poor)).contains("README.txt", "doctor.txt").doesNotContain("node/log.txt");
        assertThat(operator.runs("doctor", "--observe", "100ms").status()).isEqualTo(4);
        assertThat(operator.runs("cluster", "status").status()).isEqualTo(4);
    }

    private static List<String> entries(Path zip) throws Exception {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    /** Whom most of the nodes follow; empty when there is none now. */
    private String leader() throws Exception {
        Said said = operator.runs("status", "-o", "json");
        return Operator.json(said.out()).getFieldsOrThrow("leaderId").getStringValue();
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(1));
    }

    /** As the leader lists them. */
    private List<String> voters() throws Exception {
        String leader = leader();
        Struct leading = operator.reads("status").getFieldsOrThrow("nodes").getListValue().getValuesList().stream()
                .map(Value::getStructValue)
                .filter(node -> node.getFieldsOrThrow("nodeId").getStringValue().equals(leader))
                .findFirst()
                .orElseThrow();
        return leading
                .getFieldsOrThrow("status")
                .getStructValue()
                .getFieldsOrThrow("nodes")
                .getListValue()
                .getValuesList()
                .stream()
                .map(node -> node.getStructValue().getFieldsOrThrow("nodeId").getStringValue())
                .toList();
    }
}
