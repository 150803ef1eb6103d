package dev.coordinator.server.api;

import static dev.coordinator.server.api.GuardedNode.principal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that checks its callers, over HTTP. */
final class HttpAccessTest {

    private static final String[] RULES = {
        "principals:",
        principal("a", "a"),
        principal("b", "b"),
        principal("reader", "reader"),
        "grants:",
        "  - {to: [a, b], may: [check_in], pools: [orders], instances: [\"${name}\"]}",
        "  - {to: [reader], may: [read], pools: [\"*\"]}"
    };

    @TempDir
    Path folder;

    private GuardedNode guarded;
    private HttpNode http;

    @BeforeEach
    void start() throws IOException {
        guarded = new GuardedNode(folder, RULES);
        http = new HttpNode(guarded.node);
    }

    @AfterEach
    void stop() {
        guarded.close();
    }

    @Test
    void whoIsNobodyGets401AndTheWayToBecomeSomebody() throws Exception {
        HttpResponse<String> nothing = http.get("/v1/pools/orders");
        HttpResponse<String> wrong = get("x", "/v1/pools/orders");
        HttpResponse<String> basic = http.send(http.to("/v1/pools/orders").header("Authorization", "Basic YTpi"));

        assertThat(nothing.statusCode()).isEqualTo(401);
        assertThat(nothing.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"coordinator\"");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"coordinator\", error=\"invalid_token\"");
        assertThat(HttpNode.reason(wrong)).isEqualTo("BAD_CREDENTIAL");
        assertThat(basic.statusCode()).isEqualTo(401);
        assertThat(guarded.audited).allSatisfy(entry -> {
            assertThat(entry.from()).isEqualTo("127.0.0.1");
            assertThat(entry.edge()).isEqualTo("http");
        });
    }

    @Test
    void whoMayNotGets403() throws Exception {
        HttpResponse<String> denied = post("a", "/v1/pools/orders/instances/b:checkIn");

        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"coordinator\", error=\"insufficient_scope\"");
        assertThat(HttpNode.message(denied)).isEqualTo("a may not check_in as \"b\" in pool \"orders\"");
    }

    @Test
    void whoMayCheckInAndNoMoreIsAnsweredLateToo() throws Exception {
        post("a", "/v1/pools/orders/instances/a:checkIn");
        CompletableFuture<HttpResponse<String>> late = CompletableFuture.supplyAsync(() -> {
            try {
                return post("b", "/v1/pools/orders/instances/b:checkIn?wait=20s");
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        org.awaitility.Awaitility.await().until(() -> guarded.node.server.load().waitingCheckIns() == 1);

        http.send(http.to("/v1/pools/orders/instances/a:leave")
                .header("Authorization", "Bearer a")
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(late.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(get("b", "/v1/pools/orders").statusCode()).isEqualTo(403);
    }

    @Test
    void headersOfTheGatewayMeanNothingFromOutside() throws Exception {
        HttpResponse<String> forged = http.send(http.to("/v1/pools/orders")
                .header("Authorization", "Bearer a")
                .header("coordinator-http-late-answer-for", "a")
                .header("coordinator-http-certificate-name", "DNS:reader"));
        var stub = dev.coordinator.v1.PoolServiceGrpc.newBlockingStub(io.grpc.ClientInterceptors.intercept(
                guarded.showing("a"), io.grpc.stub.MetadataUtils.newAttachHeadersInterceptor(lateAnswer())));
        var status = TestNode.statusOf(() -> stub.getPool(
                dev.coordinator.v1.GetPoolRequest.newBuilder().setPool("orders").build()));

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(status.getCode()).isEqualTo(com.google.rpc.Code.PERMISSION_DENIED_VALUE);
    }

    private static io.grpc.Metadata lateAnswer() {
        io.grpc.Metadata headers = new io.grpc.Metadata();
        headers.put(dev.coordinator.server.api.http.CallerHeaders.LATE_ANSWER_FOR, "a");
        return headers;
    }

    @Test
    void healthIsForEverybody() throws Exception {
        assertThat(http.get("/livez").statusCode()).isEqualTo(200);
        assertThat(http.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(http.get("/openapi.json").statusCode()).isEqualTo(200);
    }

    @Test
    void revokedTokenEndsItsEvents() throws Exception {
        HttpResponse<Stream<String>> events = java.net.http.HttpClient.newHttpClient()
                .send(
                        http.to("/v1/pools:watch")
                                .header("Authorization", "Bearer reader")
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        CompletableFuture<java.util.List<String>> lines =
                CompletableFuture.supplyAsync(() -> events.body().toList());
        org.awaitility.Awaitility.await().until(() -> guarded.node.server.load().watches() == 1);

        guarded.rules("grants: []");

        assertThat(lines.get(20, TimeUnit.SECONDS))
                .contains("event: failure")
                .anySatisfy(line -> assertThat(line).contains("BAD_CREDENTIAL"));
    }

    private HttpResponse<String> get(String token, String path) throws IOException, InterruptedException {
        return http.send(http.to(path).header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> post(String token, String path) throws IOException, InterruptedException {
        return http.send(
                http.to(path).header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.noBody()));
    }
}
