package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coordinator.server.FreePorts;
import dev.coordinator.server.Installed;
import dev.coordinator.server.security.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus, by the example of deploy/prometheus, reads three real nodes: every panel of the dashboard shows something. */
final class DashboardIT {

    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ThreeNodes nodes;
    private FailingOver load;
    private Process prometheus;
    private int port;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Installed.find("prometheus").isPresent(), "prometheus is not installed; .ci/run installs it");
        nodes = ThreeNodes.observed(folder, new TestAuthority("An authority"));
        load = new FailingOver(nodes.channel(0));
        port = FreePorts.draw();
        prometheus = new ProcessBuilder(
                        Installed.find("prometheus").orElseThrow().toString(),
                        "--config.file=" + configuration(),
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        if (prometheus != null) {
            prometheus.destroy();
            if (!prometheus.waitFor(20, TimeUnit.SECONDS)) {
                prometheus.destroyForcibly().waitFor();
            }
        }
        if (load != null) {
            load.end();
        }
        if (nodes != null) {
            nodes.stop();
        }
    }

    @Test
    void everyPanelShowsSomethingAndNoAlertFires() throws Exception {
        Set<String> empty = new TreeSet<>(queries());
        assertThat(empty).hasSizeGreaterThan(40);

        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    empty.removeIf(this::hasData);
                    assertThat(empty).as("queries without data").isEmpty();
                });
        assertThat(load.rounds()).isGreaterThan(load.unanswered());
        assertThat(result("ALERTS{alertstate=\"firing\", severity=\"page\"}")).isEmpty();
        await().atMost(PATIENCE).until(() -> result("sum(coordinator_raft_voter_heard)"), List.of("2")::equals);
    }

    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        JsonObject dashboard = JsonParser.parseString(Files.readString(DEPLOY.resolve("grafana/coordinator.json")))
                .getAsJsonObject();
        for (JsonElement panel : dashboard.getAsJsonArray("panels")) {
            if (panel.getAsJsonObject().has("targets")) {
                panel.getAsJsonObject()
                        .getAsJsonArray("targets")
                        .forEach(target ->
                                queries.add(target.getAsJsonObject().get("expr").getAsString()));
            }
        }
        return queries;
    }

    /** As Grafana would ask it. */
    private boolean hasData(String query) {
        String asked = query.replace("$job", "coordinator")
                .replace("$__rate_interval", "15s")
                .replace("$__range", "1m");
        List<String> values = result(asked);
        return !values.isEmpty() && !values.contains("NaN");
    }

    /** The values of all series now. */
    private List<String> result(String query) {
        try {
            String body = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                                            + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            List<String> values = new ArrayList<>();
            JsonParser.parseString(body)
                    .getAsJsonObject()
                    .getAsJsonObject("data")
                    .getAsJsonArray("result")
                    .forEach(series -> values.add(series.getAsJsonObject()
                            .getAsJsonArray("value")
                            .get(1)
                            .getAsString()));
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The example, with this cluster's addresses and authority, read once a second. */
    private Path configuration() throws IOException {
        Files.copy(DEPLOY.resolve("prometheus/alerts.yml"), folder.resolve("alerts.yml"));
        String example = Files.readString(DEPLOY.resolve("prometheus/prometheus.yml"))
                .replace("#    scheme", "    scheme")
                .replace("#    tls_config", "    tls_config")
                .replace("#      ca_file: /etc/prometheus/coordinator/ca.crt", "      ca_file: ca.crt")
                .replace("15s", "1s");
        for (int node = 0; node < 3; node++) {
            example = example.replace("n" + (node + 1) + ".example:7402", nodes.http(node));
        }
        return Files.writeString(folder.resolve("prometheus.yml"), example);
    }
}
