package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code coordctl run} under what may happen to it, to its program and to the coordinators, seen from outside: by what the
 * programs themselves write. The leases are 2.7 s long and renewed every second.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RunIT {

    private static final double LEASE = 2.7;
    private static final String STUBBORN = "stubborn";

    @TempDir
    private static Path folder;

    private static RunStage stage;

    private String pool = "";

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/uptime")), "it runs on Linux");
        stage = new RunStage(folder, 1);
    }

    @BeforeEach
    void makePool(TestInfo test) {
        pool = test.getTestMethod().orElseThrow().getName();
        stage.pool(pool, "3s");
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
    void killedCoordctlTakesItsProgramAlongAndItsNextRunFollowsAtOnce() throws Exception {
        Process first = run("a", STUBBORN);
        Life before = stage.awaitLife(pool, 0);

        first.destroyForcibly().waitFor();
        Process second = run("a");
        Life after = stage.awaitLife(pool, 1);

        assertThat(before.isAlive()).isFalse();
        assertThat(after.epoch()).isGreaterThan(before.epoch());
        assertThat(stage.end("history", pool)).isZero();
        assertThat(stage.said()).contains("a is primary no more, epoch " + before.epoch() + ": superseded");
        stop(second, 3);
    }

    @Test
    void stoppedCoordctlLosesItsProgramBeforeItsLease() throws Exception {
        Process frozen = run("a", STUBBORN);
        Life before = stage.awaitLife(pool, 0);
        Process rival = run("b");

        RunStage.signal("STOP", frozen.pid());
        Life after = stage.awaitLife(pool, 1);
        assertThat(after.instance()).isEqualTo("b");
        assertThat(before.isAlive()).isFalse();
        RunStage.signal("CONT", frozen.pid());
        stop(rival, 3);

        Life again = stage.awaitLife(pool, 2);
        assertThat(again.instance()).isEqualTo("a");
        frozen.destroy();
        assertThat(frozen.waitFor()).isEqualTo(137); // The stubborn program's.
    }

    @Test
    void programThatEndsHandsTheLeaseOverAndItsStatusOn() throws Exception {
        Process run = run("a");
        Life before = stage.awaitLife(pool, 0);
        Process rival = run("b");
        awaitSuccessor();

        RunStage.signal("KILL", before.process());

        assertThat(run.waitFor()).isEqualTo(137);
        assertThat(stage.awaitLife(pool, 1).instance()).isEqualTo("b");
        assertThat(stage.end("history", pool)).isZero();
        assertThat(stage.said()).contains("a is primary no more, epoch " + before.epoch() + ": left");
        stop(rival, 3);
    }

    @Test
    void programThatFailsIsStartedAgainInItsEpoch() throws Exception {
        Process run = stage.run(pool, "a", List.of("--restart", "on-failure", "--restart-delay", "100ms"));
        Life before = stage.awaitLife(pool, 0);

        RunStage.signal("KILL", before.process());
        Life after = stage.awaitLife(pool, 1);

        assertThat(before.reason()).isEqualTo("GRANTED");
        assertThat(after.reason()).isEqualTo("RESTARTED");
        assertThat(after.epoch()).isEqualTo(before.epoch());
        stop(run, 3);
    }

    @Test
    void withoutCoordinatorsTheProgramLivesUntilTheLocalLeaseEnds() throws Exception {
        Process run = run("a", STUBBORN);
        stage.awaitLife(pool, 0);

        stage.nodes().kill(0);
        double killed = uptime();
        stage.awaitEnd(stage.lives(pool).get(0));
        Life before = stage.lives(pool).get(0);
        assertThat(before.last()).isBetween(killed, killed + LEASE);
        assertThat(run.isAlive()).isTrue();
        stage.nodes().startAgain();

        assertThat(stage.awaitLife(pool, 1).epoch()).isGreaterThan(before.epoch());
        run.destroy();
        assertThat(run.waitFor()).isEqualTo(137);
    }

    @Test
    void killedGuardIsReplacedAndTheNewOneGuards() throws Exception {
        Process run = run("a");
        Life life = stage.awaitLife(pool, 0);
        ProcessHandle guard = guardOf(pool);

        guard.destroyForcibly();
        await().atMost(RunStage.PATIENCE)
                .until(() -> stage.guards().stream().anyMatch(each -> each.pid() != guard.pid() && isOf(each, pool)));
        assertThat(life.isAlive()).isTrue();
        run.destroyForcibly().waitFor();

        stage.awaitEnd(life);
    }

    @Test
    void secondRunOnTheHostIsRefusedAndSoIsOneWhosePredecessorsProgramLives() throws Exception {
        Process run = run("a", STUBBORN);
        Life orphan = stage.awaitLife(pool, 0);
        String[] again = {
            "run", "--pool", pool, "--id", "a", "--state-dir", stage.state().toString(), "true"
        };

        assertThat(stage.end(again)).isEqualTo(5);
        assertThat(stage.said()).contains("Another 'coordctl run' of a of " + pool, "(process " + run.pid() + ")");

        RunStage.signal("STOP", guardOf(pool).pid());
        run.destroyForcibly().waitFor();
        assertThat(stage.end(again)).isEqualTo(5);
        assertThat(stage.said()).contains("A program of an earlier run of a of " + pool + " is still alive");

        RunStage.signal("CONT", guardOf(pool).pid());
        stage.awaitEnd(orphan);
        assertThat(stage.end(again)).isZero();
    }

    @Test
    void hooksSurroundTheProgramAndItsSignalsReachIt() throws Exception {
        Path told = stage.file(pool);
        String tell = " $COORDINATOR_POOL $COORDINATOR_INSTANCE $COORDINATOR_EPOCH $COORDINATOR_REASON >>" + told;
        Process run = stage.run(
                pool,
                "a",
                List.of(
                        "--on-primary",
                        "echo up" + tell,
                        "--on-standby",
                        "echo down" + tell + "; sleep 60",
                        "--hook-timeout",
                        "500ms"));
        String whose = pool + " a " + stage.awaitLife(pool, 0).epoch();
        assertThat(told).hasContent("up " + whose + " GRANTED");

        RunStage.signal("USR1", run.pid());
        await().atMost(RunStage.PATIENCE).until(() -> Files.exists(stage.signals()));
        stop(run, 3);

        assertThat(told).hasContent("up " + whose + " GRANTED\ndown " + whose + " CLOSED");
        assertThat(stage.signals()).hasContent("a got USR1");
    }

    @Test
    void unhealthyPrimaryStopsItsProgramAndHandsOver() throws Exception {
        Path healthy = Files.createFile(stage.file("healthy"));
        Process run = stage.run(
                pool,
                "a",
                List.of(
                        "--health-command",
                        "test -e " + healthy,
                        "--health-interval",
                        "100ms",
                        "--health-failures",
                        "2"));
        Life before = stage.awaitLife(pool, 0);
        Process rival = run("b");
        awaitSuccessor();

        Files.delete(healthy);
        assertThat(stage.awaitLife(pool, 1).instance()).isEqualTo("b");
        assertThat(before.isAlive()).isFalse();
        assertThat(stage.end("instances", pool, "-o", "wide")).isZero();
        assertThat(stage.said()).contains("health command ended with 1");

        Files.createFile(healthy);
        awaitSuccessor();
        stop(rival, 3);
        assertThat(stage.awaitLife(pool, 2).instance()).isEqualTo("a");
        stop(run, 3);
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

    private static ProcessHandle guardOf(String pool) {
        return stage.guards().stream()
                .filter(each -> isOf(each, pool))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOf(ProcessHandle guard, String pool) {
        return guard.info().commandLine().orElse("").contains("/" + pool + ".d/");
    }

    private static double uptime() throws Exception {
        return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0]);
    }
}
