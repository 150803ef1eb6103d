package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code coordctl run} and {@code coordctl watch} while the nodes of a cluster of three are killed or frozen, seen from outside: by
 * what the programs themselves write.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RunThreeNodesIT {

    private static final String STUBBORN = "stubborn";
    private static final Pattern LEADER = Pattern.compile("\"leaderId\": \"n(\\d)\"");
    private static final Pattern REMAINING = Pattern.compile("\"leaseRemainingMs\": \"(\\d+)\"");

    private static final Pattern SEQUENCE_OF_A = Pattern.compile("(?s)\"instanceId\": \"a\".*?\"seq\": \"(\\d+)\"");

    @TempDir
    private static Path folder;

    private static RunStage stage;

    private String pool = "";

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/uptime")), "it runs on Linux");
        stage = new RunStage(folder, 3);
    }

    @BeforeEach
    void namePool(TestInfo test) {
        pool = test.getTestMethod().orElseThrow().getName();
    }

    /** Whatever else a test is about. */
    @AfterEach
    void neverDidTwoProgramsLiveAtOnce() throws Exception {
        stage.requireNeverTwoAtOnce(pool);
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void killedLeaderCostsTheProgramNothing() throws Exception {
        stage.pool(pool, "60s");
        Process run = run("a");
        Life before = stage.awaitLife(pool, 0);
        Process rival = run("b");
        awaitSuccessor();
        int old = awaitLeader();

        stage.nodes().kill(old);
        awaitRenewal();
        assertThat(awaitLeader()).isNotEqualTo(old);
        stage.nodes().startAgain();

        assertThat(stage.lives(pool)).hasSize(1);
        assertThat(before.isAlive()).isTrue();
        stop(run, 3);
        assertThat(stage.awaitLife(pool, 1).instance()).isEqualTo("b");
        stop(rival, 3);
    }

    @Test
    void nodesThatAllComeBackInTimeCostTheProgramNothing() throws Exception {
        stage.pool(pool, "60s");
        Process run = run("a");
        Life before = stage.awaitLife(pool, 0);

        stage.nodes().killAll();
        stage.nodes().startAgain();
        awaitRenewal();

        assertThat(stage.lives(pool)).hasSize(1);
        assertThat(before.isAlive()).isTrue();
        stop(run, 3);
    }

    /** A program that doesn't want to end, killed when the lease that its last renewal gave is over, and not long before. */
    @Test
    void withoutNodesTheProgramLivesForItsLeaseAndNoLonger() throws Exception {
        stage.pool(pool, "12s");
        double lease = 12 * 0.9;
        Process run = run("a", STUBBORN);
        Life before = stage.awaitLife(pool, 0);
        await().atMost(RunStage.PATIENCE).until(() -> remainingMillis() > 11_000);

        stage.nodes().killAll();
        double killed = uptime();
        stage.awaitEnd(before);

        double last = stage.lives(pool).get(0).last();
        assertThat(last).isBetween(killed + lease / 2, killed + lease);
        stage.nodes().startAgain();
        assertThat(stage.awaitLife(pool, 1).epoch()).isGreaterThan(before.epoch());
        run.destroy();
        assertThat(run.waitFor()).isEqualTo(137); // The stubborn program's.
    }

    @Test
    void frozenRunLosesItsProgramWhileTheLeaderIsKilledToo() throws Exception {
        stage.pool(pool, "3s");
        Process frozen = run("a", STUBBORN);
        Life before = stage.awaitLife(pool, 0);
        Process rival = run("b");
        awaitSuccessor();

        RunStage.signal("STOP", frozen.pid());
        stage.nodes().kill(awaitLeader());
        Life after = stage.awaitLife(pool, 1);

        assertThat(after.instance()).isEqualTo("b");
        assertThat(after.epoch()).isGreaterThan(before.epoch());
        assertThat(before.isAlive()).isFalse();
        stage.nodes().startAgain();
        RunStage.signal("CONT", frozen.pid());
        stop(rival, 3);
        Life again = stage.awaitLife(pool, 2);
        assertThat(again.instance()).isEqualTo("a");
        frozen.destroy();
        assertThat(frozen.waitFor()).isEqualTo(137);
    }

    @Test
    void watchGoesOnElsewhereWhenItsNodeIsFrozen() throws Exception {
        stage.pool(pool, "60s");
        await().atMost(RunStage.PATIENCE)
                .until(() -> stage.end("--endpoints", stage.nodes().api(0), "pool", pool) == 0);
        Process watch = stage.start("watch.log", "watch", pool);
        Path watched = stage.file("watch.log");
        Process run = run("a");
        stage.awaitLife(pool, 0);
        await().atMost(RunStage.PATIENCE).until(() -> Files.readString(watched).contains("a is primary, epoch"));

        stage.nodes().signal(0, "STOP"); // The first endpoint, which was asked first.
        try {
            await().atMost(RunStage.PATIENCE)
                    .until(() -> Files.readString(watched).contains("gives no sign of life; going on elsewhere."));
            stop(run, 3);
            await().atMost(RunStage.PATIENCE)
                    .until(() -> Files.readString(watched).contains("a is primary no more"));
        } finally {
            stage.nodes().signal(0, "CONT");
        }
        watch.destroy();
        watch.waitFor();
        assertThat(Files.readString(watched)).containsOnlyOnce("a is primary, epoch");
    }

    private Process run(String instance, String... programArguments) throws Exception {
        return stage.run(pool, instance, List.of(), programArguments);
    }

    private static void stop(Process run, int status) throws InterruptedException {
        run.destroy();
        assertThat(run.waitFor()).isEqualTo(status);
    }

    private void awaitSuccessor() {
        await().atMost(RunStage.PATIENCE)
                .until(() -> stage.end("explain", pool) == 0 && stage.said().contains("would be primary within"));
    }

    /** Until the coordinators have applied a later check-in of the primary's. */
    private void awaitRenewal() {
        long first = await().atMost(RunStage.PATIENCE).until(this::sequence, seq -> seq > 0);
        await().atMost(RunStage.PATIENCE).until(() -> sequence() > first);
    }

    private long sequence() throws Exception {
        return stage.end("instances", pool, "-o", "json") == 0 ? number(SEQUENCE_OF_A) : 0;
    }

    /** As the coordinators reckon; 0 when none answers. */
    private long remainingMillis() throws Exception {
        return stage.end("pool", pool, "-o", "json") == 0 ? number(REMAINING) : 0;
    }

    private static int awaitLeader() {
        return await().atMost(RunStage.PATIENCE)
                .until(
                        () -> {
                            stage.end("status", "-o", "json");
                            return (int) number(LEADER);
                        },
                        leader -> leader >= 0);
    }

    private static long number(Pattern pattern) throws IOException {
        Matcher found = pattern.matcher(stage.said());
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    private static double uptime() throws Exception {
        return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0]);
    }
}
