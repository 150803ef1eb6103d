package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code coordctl run} refuses before it runs anything. */
class RunUsageTest {

    @TempDir
    private Path folder;

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node).with("PATH", System.getenv("PATH"));

    RunUsageTest() {
        PoolSettings settings = PoolSettings.newBuilder()
                .setLeaseTtlMs(3_000)
                .setSafetyMarginMs(300)
                .setCheckInIntervalMs(1_000)
                .build();
        GetPoolResponse answer = GetPoolResponse.newBuilder()
                .setPool(Pool.newBuilder().setSettings(settings))
                .build();
        node.answers(PoolServiceGrpc.getGetPoolMethod(), question -> answer);
    }

    @AfterEach
    void nothingWasDone() {
        assertThat(node.requests(CheckInRequest.class)).isEmpty();
        assertThat(folder.resolve("state")).doesNotExist();
        node.close();
    }

    @Test
    void aTimeToStopThatThePoolsLeaseDoesNotAllow() {
        refused(
                "--stop-timeout=5s",
                "orders: --stop-timeout must be at most 600ms, was 5s: half of lease_ttl -"
                        + " safety_margin - check_in_interval, less 250ms to kill; the pool has lease_ttl 3s, safety_margin"
                        + " 300ms, check_in_interval 1s.");
    }

    @Test
    void optionsOutOfBounds() {
        refused("--restart-limit=-1", "--restart-limit must be at least 0, was -1.");
        refused("--restart-delay=0", "--restart-delay must be from 10ms to 7d, was 0ms.");
        refused("--health-failures=0", "--health-failures must be at least 1, was 0.");
        refused("--hook-timeout=8d", "--hook-timeout must be from 10ms to 7d, was 691200000ms.");
        refused("--label=a b=c", "label must be named by 1 to 63 of [A-Za-z0-9._/-], was 'a b'.");
        assertThat(runs("--restart=sometimes", "true").err())
                .startsWith(
                        "coordctl: Invalid value for option '--restart': 'sometimes' is not one of never, on-failure");
    }

    @Test
    void aProgramThatIsNotThereOrCannotBeExecuted() throws Exception {
        String text = Files.createFile(folder.resolve("text")).toString();

        assertThat(runs("--", "no-such-program"))
                .isEqualTo(new Outcome(127, "", "coordctl: There is no program 'no-such-program'.\n"));
        assertThat(runs("--", text)).isEqualTo(new Outcome(126, "", "coordctl: " + text + " is not executable.\n"));
        assertThat(person.runs("run", "--pool", "orders", "--id", "app-1").status())
                .isEqualTo(2);
        assertThat(person.runs("run", "--pool", "orders", "--", "true").status())
                .isEqualTo(2);
    }

    private void refused(String option, String why) {
        assertThat(runs(option, "true", "--help")).isEqualTo(new Outcome(2, "", "coordctl: " + why + "\n"));
    }

    private Outcome runs(String option, String... command) {
        String[] arguments = new String[7 + command.length + 1];
        String[] before = {
            "run",
            "--pool",
            "orders",
            "--id",
            "app-1",
            "--state-dir",
            folder.resolve("state").toString(),
            option
        };
        System.arraycopy(before, 0, arguments, 0, before.length);
        System.arraycopy(command, 0, arguments, before.length, command.length);
        return person.runs(arguments);
    }
}
