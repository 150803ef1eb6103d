package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.coordinator.cli.Operator.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator's words about a pool, said with coordctl to three node processes, with instances that are processes too. What is
 * printed must be what the cluster then says it did.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PoolStoryIT {

    private static final String POOL = "orders";
    private static final Pattern MOVED = Pattern.compile(
            "(?s).*\\n(app-\\w) is primary of orders, epoch (\\d+)\\. The pool was without a primary for (\\S+)\\.\\n");
    private static final Pattern GRANTED = Pattern.compile("is primary, epoch (\\d+)");
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d";

    @TempDir
    private Path folder;

    private RunStage stage;
    private Operator operator;

    @BeforeEach
    void start() throws Exception {
        stage = new RunStage(folder, 3);
        operator = new Operator(stage, stage.nodes().endpoints());
        stage.pool(POOL, "20s");
        for (String instance : List.of("app-a", "app-b", "app-c")) {
            stage.start(instance + ".log", "join", POOL, instance, "--address", "10.0.0.1:80");
            await().atMost(RunStage.PATIENCE)
                    .until(() -> Files.readString(stage.file(instance + ".log")).contains("epoch="));
        }
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void handoversAreToldAsTheyWere() throws Exception {
        assertThat(pool().getFieldsOrThrow("primary").getStructValue())
                .satisfies(primary -> assertThat(text(primary, "instanceId")).isEqualTo("app-a"));

        rehearsesASwitchover();
        switchesOver();
        schedulesOneAndCancelsIt();
        schedulesOneThatIsDone();
        evictsThePrimary();
        isRefusedWhatCannotBeDone();
        readsWhatHappened();
        fitsTheTerminal();
    }

    private void rehearsesASwitchover() throws Exception {
        long epoch = epoch();

        assertThat(operator.does("switchover", POOL, "--dry-run", "--to", "app-b"))
                .contains("app-a", "app-b");

        assertThat(epoch()).isEqualTo(epoch);
        assertThat(operator.does("explain", POOL))
                .startsWith("If app-a died now, app-b would be primary within ")
                .contains("app-c      has been live for a shorter time\n");
    }

    private void switchesOver() throws Exception {
        long before = epoch();

        String told = operator.does("switchover", POOL, "--to", "app-b", "--comment", "new kernel");

        assertThat(told).startsWith("app-a is asked to stop; app-b is to follow.\n");
        Matcher moved = MOVED.matcher(told);
        assertThat(moved.matches()).as(told).isTrue();
        assertThat(moved.group(1)).isEqualTo("app-b");
        assertThat(Long.parseLong(moved.group(2))).isEqualTo(epoch()).isGreaterThan(before);
        String gap = text(pool().getFieldsOrThrow("lastChange").getStructValue(), "vacantForMs");
        assertThat(moved.group(3)).isEqualTo(gap.equals("0") ? "less than 1ms" : duration(Long.parseLong(gap)));
        assertThat(operator.does("history", POOL))
                .containsPattern("by .*@.* from 127\\.0\\.0\\.1: new kernel\n")
                .contains("app-a is primary no more, epoch " + before + ": released\n");
    }

    private static String duration(long millis) {
        return dev.coordinator.cli.text.HumanDuration.exact(millis);
    }

    private void schedulesOneAndCancelsIt() throws Exception {
        Said asked = operator.runs("switchover", POOL, "--at", "in 2h");

        assertThat(asked.status()).isZero();
        assertThat(asked.out()).matches("A switchover is scheduled at " + TIME + ", in 2h\\.\n");
        assertThat(operator.does("pool", POOL))
                .containsPattern("Switchover +at " + TIME + ", in (2h|1h 59m 5\\ds), by ");
        assertThat(pool().containsFields("scheduledSwitchover")).isTrue();
        assertThat(operator.does("switchover", POOL, "--cancel"))
                .matches("The switchover that \\S+ from 127\\.0\\.0\\.1 had scheduled for " + TIME
                        + " is cancelled\\.\n");
        assertThat(operator.does("pool", POOL)).doesNotContain("Switchover");
        assertThat(operator.does("switchover", POOL, "--cancel")).startsWith("No switchover is scheduled in orders.");
    }

    private void schedulesOneThatIsDone() throws Exception {
        assertThat(operator.does("switchover", POOL, "--to", "app-c", "--at", "in 4s"))
                .startsWith("A switchover to app-c is scheduled at ");

        await().atMost(RunStage.PATIENCE).until(() -> primary().equals("app-c"));
        assertThat(operator.does("history", POOL))
                .containsSubsequence(
                        "a switchover to app-c is scheduled for ",
                        "the switchover to app-c that was scheduled for ",
                        " begins",
                        "app-b is primary no more",
                        "app-c is primary, epoch ");
    }

    private void evictsThePrimary() throws Exception {
        assertThat(String.join(" ", operator.seesOnATerminal(80, "evict", POOL, "app-c", "--yes")))
                .startsWith("app-c is asked to stop, and its lease is not renewed any more: it ends in ");

        await().atMost(RunStage.PATIENCE)
                .until(() -> !primary().isEmpty() && !primary().equals("app-c"));
        await().atMost(RunStage.PATIENCE)
                .until(() -> Files.readString(stage.file("app-c.log")).contains("SUPERSEDED"));
        assertThat(operator.does("instances", POOL)).containsPattern("app-c +standby +evicted ");
        assertThat(operator.does("explain", POOL)).contains("app-c      was evicted by an operator\n");
    }

    private void isRefusedWhatCannotBeDone() throws Exception {
        Said noInstance = operator.runs("switchover", POOL, "--to", "nobody");
        Said noPool = operator.runs("history", "nothing");
        Said evicted = operator.runs("switchover", POOL, "--to", "app-c");
        Said nonsense = operator.runs("switchover", POOL, "--at", "soon");

        assertThat(noInstance.status()).isEqualTo(3);
        assertThat(noInstance.err()).contains("not nobody");
        assertThat(noPool.status()).isEqualTo(3);
        assertThat(evicted.status()).isEqualTo(5);
        assertThat(nonsense.status()).isEqualTo(2);
        assertThat(List.of(noInstance, noPool, evicted, nonsense))
                .allMatch(said -> said.out().isEmpty());
    }

    private void readsWhatHappened() throws Exception {
        String history = operator.does("history", POOL);
        Struct asJson = operator.reads("history", POOL);

        List<Long> epochs = GRANTED.matcher(history)
                .results()
                .map(grant -> Long.parseLong(grant.group(1)))
                .toList();
        assertThat(epochs).hasSize(4).isSorted().doesNotHaveDuplicates();
        assertThat(epochs).last().isEqualTo(epoch());
        assertThat(asJson.getFieldsOrThrow("changes").getListValue().getValuesList().stream()
                        .map(Value::getStructValue)
                        .filter(change -> text(change, "kind").equals("CHANGE_KIND_GRANTED"))
                        .map(change -> Long.parseLong(text(change, "epoch"))))
                .containsExactlyElementsOf(epochs);
        assertThat(operator.does("history", POOL, "-n", "1").lines().filter(line -> line.startsWith("20")))
                .hasSize(1);
        assertThat(operator.does("pools")).containsPattern("\norders +held +" + primary() + " +" + epoch() + " ");
    }

    private void fitsTheTerminal() throws Exception {
        List<List<String>> commands = List.of(
                List.of("pools"),
                List.of("pool", POOL),
                List.of("instances", POOL, "-o", "wide"),
                List.of("history", POOL, "-o", "wide"),
                List.of("explain", POOL),
                List.of("switchover", POOL, "--dry-run"),
                List.of("switchover", POOL, "--to", "nobody"),
                List.of("switchover", POOL, "--cancel"),
                List.of("doctor", "--observe", "100ms"),
                List.of("--help"));
        for (List<String> command : commands) {
            for (int columns : List.of(80, 120)) {
                operator.seesOnATerminal(columns, command.toArray(String[]::new));
            }
        }
    }

    @Test
    void aRestoreIsDoneAsItIsPrintedAndEpochsRise() throws Exception {
        operator.does("switchover", POOL, "--to", "app-b");
        Path backup = stage.file("monday.backup");

        assertThat(operator.does("backup", "save", backup.toString())).startsWith("Saved and verified " + backup);
        long saved = epoch();
        operator.does("switchover", POOL, "--to", "app-c");
        long forgotten = epoch();
        verifies(backup, saved);
        stage.nodes().killAll();
        StageNodes fresh = restoresAsPrinted(backup);

        Operator later = new Operator(stage, fresh.endpoints());
        await().atMost(RunStage.PATIENCE).until(() -> later.runs("status").status() == 0);
        assertThat(later.does("pool", POOL)).contains("quiet").doesNotContain("Primary ");
        stage.start("app-d.log", "--endpoints", fresh.endpoints(), "join", POOL, "app-d");
        await().atMost(RunStage.PATIENCE)
                .until(() -> Files.readString(stage.file("app-d.log")).contains("STANDBY"));
        Said moved = later.runs("failover", POOL, "--unsafe-now", "--yes");
        assertThat(moved.status()).as(moved.toString()).isZero();
        Struct pool = later.reads("pool", POOL).getFieldsOrThrow("pool").getStructValue();
        assertThat(Long.parseLong(text(pool.getFieldsOrThrow("primary").getStructValue(), "epoch")))
                .isGreaterThan(forgotten);
        assertThat(later.does("history", POOL))
                .containsSubsequence(
                        "app-b is primary, epoch " + saved, "nothing is granted for a while after a recovery")
                .doesNotContain("epoch " + forgotten + ",");
    }

    private void verifies(Path backup, long epoch) throws Exception {
        assertThat(operator.does("backup", "verify", backup.toString()))
                .startsWith(backup + " is whole.\n")
                .containsPattern("Highest epoch +" + epoch + "\n");
        assertThat(operator.runs("backup", "save", backup.toString()).status()).isEqualTo(2);
        byte[] bytes = Files.readAllBytes(backup);
        bytes[bytes.length / 2] ^= 1;
        Path damaged = Files.write(stage.file("damaged.backup"), bytes);
        assertThat(operator.runs("backup", "verify", damaged.toString()).status())
                .isNotZero();
    }

    /** Every command that it prints, in its order. */
    private StageNodes restoresAsPrinted(Path backup) throws Exception {
        List<String> commands = new ArrayList<>();
        operator.does("backup", "restore", backup.toString())
                .lines()
                .filter(line -> line.startsWith("     "))
                .map(String::strip)
                .forEach(commands::add);
        assertThat(commands)
                .containsExactly(
                        "coordinator-server new-cluster-id --restore " + backup,
                        "coordinator-server restore --config NODE.yaml " + backup,
                        "coordinator-server --config NODE.yaml",
                        "coordctl failover POOL --unsafe-now");
        String drawn = operator.doesAtTheServer("new-cluster-id", "--restore", backup.toString())
                .strip();
        return stage.restore("fresh", drawn, backup);
    }

    private Struct pool() throws Exception {
        return operator.reads("pool", POOL).getFieldsOrThrow("pool").getStructValue();
    }

    private String primary() throws Exception {
        return text(
                pool().getFieldsOrDefault("primary", Value.getDefaultInstance()).getStructValue(), "instanceId");
    }

    private long epoch() throws Exception {
        return Long.parseLong(text(pool().getFieldsOrThrow("primary").getStructValue(), "epoch"));
    }

    /** Empty where there is none. */
    private static String text(Struct struct, String name) {
        return struct.getFieldsOrDefault(name, Value.getDefaultInstance()).getStringValue();
    }
}
