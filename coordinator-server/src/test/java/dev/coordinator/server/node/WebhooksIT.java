package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coordinator.server.webhook.Receiver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real nodes tell receivers what they decide, and go on when the one that leads is killed. */
final class WebhooksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final int POOLS = 4;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Optional<ThreeNodes> running = Optional.empty();

    @AfterEach
    void stop() throws Exception {
        if (running.isPresent()) {
            running.get().stop();
        }
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void noEventIsLostAndEachPoolKeepsItsOrderWhenTheLeaderIsKilled() throws Exception {
        AtomicBoolean works = new AtomicBoolean(true);
        Receiver ledger = receiver(works);
        ThreeNodes nodes = start(webhook("ledger", ledger.url(), "pools: \"p*\""));
        awaitFirstEvent(nodes, ledger);
        int leader = nodes.awaitLeader();

        grantInTurn(nodes, 3);
        works.set(false);
        grantInTurn(nodes, 3);
        nodes.kill(leader);
        nodes.awaitLeader();
        grantInTurn(nodes, 3);
        works.set(true);

        awaitAllTold(nodes, ledger);
        assertThat(events(ledger)).allSatisfy(event -> {
            assertThat(event.get("webhook").getAsString()).isEqualTo("ledger");
            assertThat(event.get("type").getAsString()).startsWith("pool.");
        });
        assertThat(lines(nodes))
                .contains("event=webhook-failing webhook=ledger")
                .doesNotContain("s3cret", "whsec_");
    }

    @Test
    void allThatWasUndeliveredIsToldAfterEveryNodeWasKilled() throws Exception {
        AtomicBoolean works = new AtomicBoolean(true);
        Receiver ledger = receiver(works);
        ThreeNodes nodes = start(webhook("ledger", ledger.url(), "pools: \"p*\""));
        awaitFirstEvent(nodes, ledger);
        works.set(false);
        grantInTurn(nodes, 2);
        for (int i = 0; i < 3; i++) {
            nodes.kill(i);
        }
        for (int i = 0; i < 3; i++) {
            nodes.startAgain(i);
        }
        nodes.awaitLeader();
        works.set(true);

        awaitAllTold(nodes, ledger);
    }

    @Test
    void aReceiverThatNeverAnswersDelaysNeitherAnotherNorADecision() throws Exception {
        CompletableFuture<Void> never = new CompletableFuture<>();
        opened.add(() -> never.complete(null));
        Receiver silent = Receiver.answering(exchange -> never.orTimeout(60, TimeUnit.SECONDS)
                .exceptionally(late -> null)
                .join());
        opened.add(silent);
        Receiver ledger = receiver(new AtomicBoolean(true));
        ThreeNodes nodes = start(webhook("silent", silent.url(), "timeout: 60s")
                + webhook("ledger", ledger.url(), "pools: \"p*\"").replace("webhooks:\n", ""));
        awaitFirstEvent(nodes, ledger);

        grantInTurn(nodes, 5);

        awaitAllTold(nodes, ledger);
        assertThat(silent.requests()).isNotEmpty().hasSizeLessThanOrEqualTo(8);
        String page = get(nodes, nodes.awaitLeader(), "/metrics").body();
        assertThat(page)
                .contains("coordinator_webhook_deliveries_total{outcome=\"delivered\",webhook=\"silent\"} 0.0")
                .contains("coordinator_webhook_failing{webhook=\"ledger\"} 0.0")
                .doesNotContain("s3cret");
    }

    /** The recipes of docs/webhooks.md, run as they stand there on what a node has sent. */
    @Test
    void theDocumentedRecipesAcceptWhatIsSentAndNothingElse() throws Exception {
        Receiver ledger = receiver(new AtomicBoolean(true));
        ThreeNodes nodes = start(webhook("ledger", ledger.url(), "pools: \"p*\""));
        awaitFirstEvent(nodes, ledger);
        Receiver.Request request = ledger.requests().get(0);
        Path python = recipe("python", "verify.py");
        Path bash = recipe("bash", "verify.sh");

        for (List<String> command : List.of(List.of("python3", python.toString()), List.of("bash", bash.toString()))) {
            assertThat(verify(command, request, request.body()))
                    .as("%s", command)
                    .isZero();
            assertThat(verify(command, request, request.body() + " "))
                    .as("%s", command)
                    .isNotZero();
        }
    }

    private static Path recipes() {
        return Path.of("..", "docs", "webhooks.md");
    }

    private Path recipe(String language, String name) throws IOException {
        String text = Files.readString(recipes());
        int begin = text.indexOf("```" + language + "\n") + language.length() + 4;
        return Files.writeString(folder.resolve(name), text.substring(begin, text.indexOf("```", begin)));
    }

    private int verify(List<String> command, Receiver.Request request, String body) throws Exception {
        Path input = Files.writeString(folder.resolve("body.json"), body, StandardCharsets.UTF_8);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("verify.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "WEBHOOK_SECRET", SECRET,
                        "WEBHOOK_ID", request.id(),
                        "WEBHOOK_TIMESTAMP", request.timestamp(),
                        "WEBHOOK_SIGNATURE", request.signatures()));
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Receiver receiver(AtomicBoolean works) throws IOException {
        Receiver receiver = Receiver.answering(exchange -> exchange.sendResponseHeaders(works.get() ? 204 : 503, -1));
        opened.add(receiver);
        return receiver;
    }

    private ThreeNodes start(String more) throws Exception {
        ThreeNodes nodes = ThreeNodes.with(folder, more);
        running = Optional.of(nodes);
        nodes.awaitLeader();
        return nodes;
    }

    private String webhook(String name, URI url, String more) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        return "webhooks:%n  - {name: %s, url: \"%s\", secret_files: [%s], %s}%n".formatted(name, url, secret, more);
    }

    /** A webhook is told what comes after the log has named it. */
    private void awaitFirstEvent(ThreeNodes nodes, Receiver receiver) {
        await().atMost(PATIENCE).until(() -> {
            checkIn(nodes, "probe-" + System.nanoTime() % 1_000, "a");
            return !receiver.requests().isEmpty();
        });
    }

    /** In each pool the lease goes to and fro. */
    private void grantInTurn(ThreeNodes nodes, int times) {
        for (int i = 0; i < times; i++) {
            for (int pool = 0; pool < POOLS; pool++) {
                checkIn(nodes, "p" + pool, "a");
                release(nodes, "p" + pool, "a");
            }
        }
    }

    /** Every change that a pool's history knows was told, and the first tellings of a pool came in order. */
    private void awaitAllTold(ThreeNodes nodes, Receiver receiver) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, List<Long>> told = new HashMap<>();
            firstTellings(receiver)
                    .values()
                    .forEach(change -> told.computeIfAbsent(change.get("pool").getAsString(), pool -> new ArrayList<>())
                            .add(change.get("logIndex").getAsLong()));
            for (int pool = 0; pool < POOLS; pool++) {
                String name = "p" + pool;
                assertThat(told.get(name)).as(name).isSorted();
                assertThat(grants(events(receiver), name)).isEqualTo(grants(nodes, name));
            }
        });
    }

    private static Map<String, JsonObject> firstTellings(Receiver receiver) {
        Map<String, JsonObject> first = new LinkedHashMap<>();
        events(receiver)
                .forEach(event -> first.putIfAbsent(event.get("id").getAsString(), event.getAsJsonObject("change")));
        return first;
    }

    private static List<JsonObject> events(Receiver receiver) {
        return receiver.requests().stream()
                .map(request -> JsonParser.parseString(request.body()).getAsJsonObject())
                .toList();
    }

    private static Set<Long> grants(List<JsonObject> events, String pool) {
        return events.stream()
                .map(event -> event.getAsJsonObject("change"))
                .filter(change -> change.get("pool").getAsString().equals(pool))
                .filter(change -> change.get("kind").getAsString().equals("CHANGE_KIND_GRANTED"))
                .map(change -> change.get("epoch").getAsLong())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Long> grants(ThreeNodes nodes, String pool) {
        String history = await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> get(nodes, up(nodes), "/v1/pools/" + pool + "/history"),
                        answer -> answer.statusCode() == 200)
                .body();
        TreeSet<Long> epochs = new TreeSet<>();
        JsonParser.parseString(history)
                .getAsJsonObject()
                .getAsJsonArray("changes")
                .forEach(change -> {
                    if (change.getAsJsonObject().get("kind").getAsString().equals("CHANGE_KIND_GRANTED")) {
                        epochs.add(change.getAsJsonObject().get("epoch").getAsLong());
                    }
                });
        return epochs;
    }

    private void checkIn(ThreeNodes nodes, String pool, String instance) {
        post(nodes, pool, instance, "{}");
    }

    private void release(ThreeNodes nodes, String pool, String instance) {
        post(nodes, pool, instance, "{\"release\": true}");
    }

    private void post(ThreeNodes nodes, String pool, String instance, String body) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            URI uri = URI.create(
                    "http://" + nodes.http(up(nodes)) + "/v1/pools/" + pool + "/instances/" + instance + ":checkIn");
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(5))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        });
    }

    private HttpResponse<String> get(ThreeNodes nodes, int node, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + nodes.http(node) + path))
                        .timeout(Duration.ofSeconds(5))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int up(ThreeNodes nodes) {
        return IntStream.range(0, 3)
                .filter(node -> nodes.process(node).isAlive())
                .findFirst()
                .orElseThrow();
    }

    private String lines(ThreeNodes nodes) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            all.append(nodes.process(i).output());
        }
        return all.toString();
    }
}
