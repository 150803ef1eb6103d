package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import dev.coordinator.server.node.ExampleClient.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example clients, as processes, keep the rules for whoever writes a client. Those that nothing here can run are left out. */
final class ExampleClientsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String POOL = "/v1/pools/demo";

    @TempDir
    Path folder;

    private final List<Instance> instances = new ArrayList<>();
    private DevNode node;
    private int outputs;

    @BeforeEach
    void start() throws Exception {
        node = DevNode.start(folder);
        await().atMost(PATIENCE).ignoreExceptions().until(node::isReady);
        node.does("PATCH", POOL + "/settings", "{\"checkInIntervalMs\": \"1000\", \"leaseTtlMs\": \"5000\"}");
    }

    @AfterEach
    void stop() throws Exception {
        for (Instance instance : instances) {
            instance.kill();
        }
        node.close();
    }

    @ParameterizedTest
    @EnumSource
    void nextOneTakesOverWhenThePrimaryDiesIsAskedToStopOrLeaves(ExampleClient client) throws Exception {
        List<String> command = command(client);
        Instance first = starts(command, "a");
        await().atMost(PATIENCE).until(first::isPrimary);
        Instance second = starts(command, "b");
        awaitStandby("b");
        assertThat(second.words()).isEmpty();

        first.kill();
        await().atMost(PATIENCE).until(second::isPrimary);
        assertThat(second.epoch()).isGreaterThan(first.epoch());
        assertThat(causeOfTheLastGrant()).isEqualTo("CHANGE_CAUSE_EXPIRED");

        Instance again = starts(command, "a");
        awaitStandby("a");
        node.does("POST", POOL + ":switchOver", "{\"to\": \"a\"}");
        await().atMost(PATIENCE).until(again::isPrimary);
        assertThat(second.last()).isEqualTo("standby");
        assertThat(causeOfTheLastGrant()).isEqualTo("CHANGE_CAUSE_SWITCHOVER");

        awaitStandby("b");
        assertThat(again.stop()).as(again.said()).isZero();
        assertThat(again.last()).isEqualTo("standby");
        await().atMost(PATIENCE).until(second::isPrimary);
        assertThat(causeOfTheLastGrant()).isEqualTo("CHANGE_CAUSE_LEFT");
        assertThat(node.read(POOL).getAsJsonObject("pool").getAsJsonArray("alarms"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void primaryStopsByItsOwnClockAndASupersededRunForGood(ExampleClient client) throws Exception {
        List<String> command = command(client);
        Instance first = starts(command, "a");
        await().atMost(PATIENCE).until(first::isPrimary);

        node.close();
        await().atMost(PATIENCE).until(() -> first.last().equals("standby"));
        assertThat(first.isAlive()).isTrue();
        node.startAgain();
        await().atMost(PATIENCE).until(first::isPrimary);

        starts(command, "a");
        await().atMost(PATIENCE).until(() -> !first.isAlive());
        assertThat(first.exitValue()).isEqualTo(1);
        assertThat(first.last()).isEqualTo("standby");
        assertThat(first.said()).contains("another run has the seat of this instance");
    }

    private List<String> command(ExampleClient client) throws Exception {
        assumeTrue(client.canRun(), client.needs() + " is not installed");
        return client.command(folder);
    }

    private Instance starts(List<String> command, String id) throws IOException {
        outputs++;
        // The first address leads nowhere, as that of a node that is down.
        Instance started = Instance.start(
                command, folder.resolve(outputs + ".log"), "http://127.0.0.1:1," + node.url(), "demo", id);
        instances.add(started);
        return started;
    }

    private void awaitStandby(String id) {
        await().atMost(PATIENCE).until(() -> node.says(POOL + "/instances/" + id + ":standby"));
    }

    private String causeOfTheLastGrant() throws IOException, InterruptedException {
        for (var change : node.read(POOL + "/history?newestFirst=true").getAsJsonArray("changes")) {
            JsonObject each = change.getAsJsonObject();
            if (each.get("kind").getAsString().equals("CHANGE_KIND_GRANTED")) {
                return each.get("cause").getAsString();
            }
        }
        return "";
    }
}
