package dev.coordinator.server.api;

import static dev.coordinator.server.api.HttpNode.json;
import static dev.coordinator.server.api.HttpNode.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Check-ins whose answer waits for news. */
final class HttpWaitTest {

    private static final String A = "/v1/pools/orders/instances/a:checkIn";
    private static final String B = "/v1/pools/orders/instances/b:checkIn";
    private static final String WAIT = "?wait=60s";

    private TestNode node;
    private HttpNode http;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start();
        http = new HttpNode(node);
        http.post(A);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aGrantIsToldAtOnce() throws Exception {
        HttpResponse<String> first = http.post("/v1/pools/other/instances/a:checkIn" + WAIT);

        assertThat(text(json(first), "role")).isEqualTo("ROLE_PRIMARY");
        assertThat(text(json(first), "reason")).isEqualTo("ROLE_REASON_GRANTED");
    }

    @Test
    void anAnswerWithoutNewsComesAtTheEnd() throws Exception {
        JsonObject answer = json(http.post(B + "?wait=200ms"));

        assertThat(text(answer, "role")).isEqualTo("ROLE_STANDBY");
        assertThat(number(answer, "nextCheckInMs")).isLessThanOrEqualTo(33_000 - 200);
    }

    @Test
    void aPoolsQuickestIntervalEndsTheWait() throws Exception {
        http.send(http.to("/v1/pools/orders/settings")
                .header("Content-Type", "application/json")
                .method(
                        "PATCH",
                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                "{\"checkInIntervalMs\": 100, \"leaseTtlMs\": 10000, \"safetyMarginMs\": 1000}")));

        JsonObject answer = json(http.post(B + WAIT));

        assertThat(text(answer, "role")).isEqualTo("ROLE_STANDBY");
        assertThat(number(answer, "nextCheckInMs")).isEqualTo(50);
    }

    @Test
    void oneThatIsChosenIsCalledAndOnlyItsNextCheckInMakesItPrimary() throws Exception {
        CompletableFuture<JsonObject> waiting = waits(B);

        http.post(A, "{\"release\": true}");

        JsonObject called = waiting.get(20, TimeUnit.SECONDS);
        assertThat(text(called, "role")).isEqualTo("ROLE_STANDBY");
        assertThat(number(called, "leaseValidMs")).isZero();
        assertThat(number(called, "nextCheckInMs")).isBetween(50L, 500L);
        assertThat(text(json(http.post(B + WAIT)), "role")).isEqualTo("ROLE_PRIMARY");
    }

    @Test
    void thoseWhoLookOnLearnWhoIsPrimaryNow() throws Exception {
        http.post(B);
        CompletableFuture<JsonObject> waiting = waits("/v1/pools/orders/instances/c:checkIn");

        http.post("/v1/pools/orders:failOver", "{\"to\": \"b\", \"unsafeNow\": true}");
        await().until(() -> {
            http.post(B);
            return waiting.isDone();
        });

        assertThat(text(waiting.join(), "role")).isEqualTo("ROLE_STANDBY");
        assertThat(number(waiting.join(), "nextCheckInMs")).isBetween(50L, 500L);
    }

    @Test
    void aPrimaryThatIsAskedToStopIsCalledAndStillHolds() throws Exception {
        http.post(B);
        CompletableFuture<JsonObject> waiting = waits(A);

        http.post("/v1/pools/orders:switchOver", "{\"to\": \"b\"}");

        JsonObject called = waiting.get(20, TimeUnit.SECONDS);
        assertThat(text(called, "role")).isEqualTo("ROLE_PRIMARY");
        assertThat(number(called, "nextCheckInMs")).isEqualTo(50);
        assertThat(text(json(http.post(A + WAIT)), "role")).isEqualTo("ROLE_DRAINING");
    }

    @Test
    void aPrimaryThatIsDeposedIsNotToldThatItHolds() throws Exception {
        http.post(B);
        CompletableFuture<JsonObject> waiting = waits(A);

        http.post("/v1/pools/orders:failOver", "{\"to\": \"b\", \"unsafeNow\": true}");

        JsonObject called = waiting.get(20, TimeUnit.SECONDS);
        assertThat(text(called, "role")).isEqualTo("ROLE_STANDBY");
        assertThat(text(called, "reason")).isEqualTo("ROLE_REASON_EPOCH_ENDED");
        assertThat(number(called, "leaseValidMs")).isZero();
        assertThat(number(called, "epoch")).isZero();
    }

    @Test
    void aDeletedPoolEndsTheWait() throws Exception {
        CompletableFuture<JsonObject> waiting = waits(B);

        http.post(A, "{\"release\": true}");
        http.send(http.to("/v1/pools/orders").DELETE());

        assertThat(text(waiting.get(20, TimeUnit.SECONDS), "role")).isEqualTo("ROLE_STANDBY");
    }

    @Test
    void aChangeOfTheLeaderIsNothingToThoseWhoWait() throws Exception {
        CompletableFuture<JsonObject> waiting = waits(B);

        node.log.become(LogStatus.Role.CANDIDATE, Optional.empty());
        node.log.fail(Failure.NO_LEADER);
        HttpResponse<String> meanwhile = http.post(B + WAIT);
        node.log.become(LogStatus.Role.FOLLOWER, Optional.of(new dev.coordinator.server.roster.NodeId("n2")));
        node.log.work();
        assertThat(waiting).isNotDone();
        http.post(A, "{\"release\": true}");

        assertThat(meanwhile.statusCode()).isEqualTo(503);
        assertThat(meanwhile.headers().firstValue("retry-after")).contains("1");
        assertThat(text(waiting.get(20, TimeUnit.SECONDS), "role")).isEqualTo("ROLE_STANDBY");
    }

    @Test
    void aNodeThatStopsAnswersThoseWhoWait() throws Exception {
        CompletableFuture<JsonObject> waiting = waits(B);

        node.server.close(Duration.ofSeconds(20));

        assertThat(text(waiting.get(20, TimeUnit.SECONDS), "role")).isEqualTo("ROLE_STANDBY");
    }

    @Test
    void oneThatGoesIsForgotten() throws Exception {
        try (Socket socket = http.connect()) {
            HttpNode.write(socket, "POST " + B + WAIT + " HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> node.changes.waiters().waiting() == 1);
        }
        await().until(() -> node.changes.waiters().waiting() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"61s", "60001ms", "25", "-1s", "", "1m", "1s&wait=2s"})
    void aWaitIsADurationOfAMinuteAtMost(String wait) throws IOException, InterruptedException {
        assertThat(message(http.post(B + "?wait=" + wait)))
                .startsWith("\"wait\": must be a duration such as 500ms or 25s, at most 60s, once, not ");
    }

    /** Sent, and parked by now. */
    private CompletableFuture<JsonObject> waits(String path) {
        CompletableFuture<JsonObject> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return json(http.post(path + WAIT));
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        await().until(() -> node.changes.waiters().waiting() == 1);
        return answer;
    }

    private static String text(JsonObject answer, String field) {
        return answer.get(field).getAsString();
    }

    private static long number(JsonObject answer, String field) {
        return answer.get(field).getAsLong();
    }
}
