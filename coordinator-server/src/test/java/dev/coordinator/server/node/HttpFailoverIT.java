package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who wait and watch over HTTP, while the node that leads is killed. */
final class HttpFailoverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String INSTANCES = "/v1/pools/demo/instances/";
    private static final String WATCH = "/v1/pools:watch?pool=demo";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ThreeNodes nodes;

    @BeforeEach
    void start() throws Exception {
        nodes = ThreeNodes.start(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (nodes != null) {
            nodes.stop();
        }
    }

    @Test
    void whoWaitsAtAnotherNodeIsCalledByTheNextLeaderToo() throws Exception {
        int leader = nodes.awaitLeader();
        int follower = another(leader);
        assertThat(checkIn(follower, "a", "{}")).contains("ROLE_PRIMARY");
        assertThat(checkIn(follower, "b", "{}")).contains("ROLE_STANDBY");
        CompletableFuture<HttpResponse<String>> waiting =
                client.sendAsync(post(follower, "b:checkIn?wait=60s", "{}"), HttpResponse.BodyHandlers.ofString());
        try (BufferedReader events = watch(follower, "")) {
            until(events, "event: synced");

            nodes.kill(leader);
            nodes.awaitLeader();
            assertThat(waiting).isNotDone();
            release();

            assertThat(waiting.get(30, TimeUnit.SECONDS).body()).contains("ROLE_STANDBY", "\"leaseValidMs\":\"0\"");
            assertThat(checkIn(follower, "b", "{}")).contains("ROLE_PRIMARY");
            until(events, "CHANGE_KIND_GRANTED");
        }
    }

    @Test
    void whoWatchedTheKilledNodeGoesOnAtAnother() throws Exception {
        int leader = nodes.awaitLeader();
        int follower = another(leader);
        checkIn(follower, "a", "{}");
        CompletableFuture<HttpResponse<String>> waiting =
                client.sendAsync(post(leader, "b:checkIn?wait=60s", "{}"), HttpResponse.BodyHandlers.ofString());
        String last;
        try (BufferedReader events = watch(leader, "")) {
            last = id(until(events, "event: synced"));
            nodes.kill(leader);
        }
        assertThat(waiting).failsWithin(PATIENCE);
        nodes.awaitLeader();
        release();

        try (BufferedReader events = watch(follower, last)) {
            List<String> seen = until(events, "CHANGE_KIND_VACATED");
            assertThat(seen).noneMatch(line -> line.equals("event: resync") || line.equals("event: pool"));
        }
    }

    /** At any node that can; a check-in whose outcome isn't known may be repeated. */
    private void release() {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            int up = IntStream.range(0, 3)
                    .filter(node -> nodes.process(node).isAlive())
                    .findFirst()
                    .orElseThrow();
            return client.send(post(up, "a:checkIn", "{\"release\": true}"), HttpResponse.BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        });
    }

    private String checkIn(int node, String instance, String body) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> client.send(
                                post(node, instance + ":checkIn", body), HttpResponse.BodyHandlers.ofString()),
                        response -> response.statusCode() == 200)
                .body();
    }

    private HttpRequest post(int node, String what, String body) {
        return HttpRequest.newBuilder(URI.create("http://" + nodes.http(node) + INSTANCES + what))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private BufferedReader watch(int node, String last) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + nodes.http(node) + WATCH));
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        return new BufferedReader(new InputStreamReader(
                client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8));
    }

    /** The lines up to the one that has it; fails when the stream ends before. */
    private static List<String> until(BufferedReader events, String wanted) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            lines.add(line);
            if (line.contains(wanted)) {
                return lines;
            }
        }
        throw new AssertionError("no " + wanted + " in " + lines);
    }

    private static String id(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .substring(4);
    }

    private static int another(int node) {
        return (node + 1) % 3;
    }
}
