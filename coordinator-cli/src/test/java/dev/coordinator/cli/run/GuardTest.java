package dev.coordinator.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Guards and the programs they watch, real ones. */
@Timeout(60)
class GuardTest {

    private static final Duration TO_STOP = Duration.ofMillis(300);
    private static final long LONG = 6_000;

    @TempDir
    private Path folder;

    private Path lock = Path.of("");
    private final Uptime uptime = Uptime.ofThisMachine();
    private final List<GuardedProcess> started = new ArrayList<>();

    @BeforeEach
    void makeLock() throws Exception {
        lock = Files.createFile(folder.resolve("lock"));
    }

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(GuardedProcess::killWithoutGuard);
    }

    @Test
    void aProgramIsToldWhatItIsToldAndItsStatusIsKnown() throws Exception {
        Path file = folder.resolve("told");
        GuardedProcess process =
                start("echo \"$COORDINATOR_EPOCH $1\" >" + file + "; cat >>" + file + "; exit 7", LONG);

        awaitEnd(process);
        assertThat(process.status()).isEqualTo(7);
        assertThat(process.finish()).isFalse();
        assertThat(file).hasContent("17 argument");
    }

    @Test
    void whoIgnoresTermIsKilledInTime() throws Exception {
        GuardedProcess process = start(stubborn(), LONG);

        await().until(() -> Files.exists(ready()));
        process.stop("TERM", uptime.hundredths() + 20);

        awaitEnd(process);
        assertThat(process.status()).isEqualTo(137);
        assertThat(process.finish()).isFalse();
    }

    @Test
    void withoutAWordTheGuardKeepsTheLimits() throws Exception {
        GuardedProcess process = start(stubborn(), 50);

        awaitEnd(process);
        assertThat(process.status()).isEqualTo(137);
        assertThat(process.finish()).isTrue();
    }

    @Test
    void whatAProgramLeavesBehindIsEndedToo() throws Exception {
        Path child = folder.resolve("child");
        GuardedProcess process =
                start("(trap '' TERM; while :; do sleep 0.01; done) & echo $! >" + child + "; exit 0", LONG);
        awaitEnd(process);

        process.finish();

        long left = Long.parseLong(Files.readString(child).strip());
        Path stat = Path.of("/proc/" + left + "/stat");
        assertThat(!Files.exists(stat) || Files.readString(stat).contains(") Z "))
                .isTrue();
    }

    @Test
    void theProgramHoldsTheLockAsLongAsItLives() throws Exception {
        GuardedProcess process = start("sleep 600", LONG);
        assertThat(isLocked()).isTrue();

        process.stop("TERM", uptime.hundredths() + LONG);
        awaitEnd(process);
        process.finish();

        await().until(() -> !isLocked());
    }

    @Test
    void aProgramThatIsNoneEndsAsShellsSay() throws Exception {
        GuardedProcess process = start(new Launch(List.of(folder.resolve("none").toString()), Map.of()), LONG);

        awaitEnd(process);
        assertThat(process.status()).isEqualTo(127);
        process.finish();
    }

    private GuardedProcess start(String script, long within) throws Exception {
        return start(
                new Launch(List.of("bash", "-c", script, "bash", "argument"), Map.of()).in("17", "GRANTED"), within);
    }

    private GuardedProcess start(Launch launch, long within) throws Exception {
        GuardedProcess process = GuardedProcess.start(launch, lock, TO_STOP, limits(within));
        started.add(process);
        return process;
    }

    private Path ready() {
        return folder.resolve("ready");
    }

    private String stubborn() {
        return "trap '' TERM; echo >" + ready() + "; while :; do sleep 0.01; done";
    }

    private Limits limits(long within) {
        long now = uptime.hundredths();
        return new Limits(now + within / 2, now + within);
    }

    private static void awaitEnd(GuardedProcess process) throws InterruptedException {
        assertThat(process.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private boolean isLocked() throws Exception {
        return new ProcessBuilder("flock", "-n", "-x", lock.toString(), "true")
                        .start()
                        .waitFor()
                != 0;
    }
}
