package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Endpoint;
import dev.coordinator.client.Member;
import dev.coordinator.client.Membership;
import dev.coordinator.client.token.ClientToken;
import dev.coordinator.server.security.TestAuthority;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.GetMetricsRequest;
import dev.coordinator.v1.PauseRequest;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.StatusResponse;
import io.grpc.ClientInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real server processes that check their callers, and real clients. */
final class AccessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GRANTS = """
            grants:
              - {to: [anyone], may: [read], pools: ["*"]}
              - {to: ["app-*"], may: [check_in], pools: [pool], instances: ["${name}"]}
              - {to: [ops], may: [administer], pools: ["*"]}
            """;

    @TempDir
    Path folder;

    private ThreeNodes nodes;

    @BeforeEach
    void start() throws Exception {
        nodes = ThreeNodes.guarded(folder, new TestAuthority("An authority"), rules("first"));
    }

    @AfterEach
    void stop() throws Exception {
        nodes.stop();
    }

    private static String rules(String... tokens) throws Exception {
        StringBuilder rules = new StringBuilder("principals:\n  - name: app-1\n    tokens:\n");
        for (String token : tokens) {
            rules.append("      - hash: ").append(hash(token)).append('\n');
        }
        return rules.append("  - {name: ops, tokens: [{hash: \"")
                .append(hash("ops"))
                .append("\"}]}\n")
                .append(GRANTS)
                .toString();
    }

    private static String hash(String token) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(digest);
    }

    @Test
    void primaryStaysThroughARotationOfItsTokenAndTheDeathOfTheLeader() throws Exception {
        Path token = Files.writeString(folder.resolve("app.token"), "first\n");
        try (Coordinator client = client(ClientToken.inFile(token));
                Membership membership = client.join(Member.of("pool", "app-1"))) {
            await().atMost(PATIENCE).until(membership::isPrimary);
            OptionalLong epoch = membership.fencingToken();

            nodes.rules(rules("first", "second"));
            await().atMost(PATIENCE).until(() -> allKnow("second"));
            Files.writeString(token, "second\n");
            nodes.rules(rules("second"));
            await().atMost(PATIENCE).until(() -> noneKnows("first"));
            int leader = nodes.awaitLeader();
            nodes.kill(leader);
            nodes.awaitLeader();

            assertThat(membership.isPrimary()).isTrue();
            assertThat(membership.fencingToken()).isEqualTo(epoch);
        }
    }

    @Test
    void instanceOfAnotherNameIsNeverPrimary() throws Exception {
        try (Coordinator client = client(ClientToken.from(() -> "first"));
                Membership other = client.join(Member.of("pool", "app-2"));
                Membership own = client.join(Member.of("pool", "app-1"))) {
            await().atMost(PATIENCE).until(own::isPrimary);
            await().atMost(PATIENCE).until(() -> other.status().toString().contains("PERMISSION_DENIED"));

            assertThat(other.isPrimary()).isFalse();
            assertThat(other.status().toString()).contains("NOT_PERMITTED");
        }
    }

    @Test
    void followerTellsTheLeaderWhoAskedAndPutsItOnRecord() throws Exception {
        nodes.settingsAs("ops", "pool", 1_000, 10_000);
        int follower = (nodes.awaitLeader() + 1) % 3;

        PoolOperationsServiceGrpc.newBlockingStub(ClientInterceptors.intercept(
                        nodes.channel(follower), ClientToken.from(() -> "ops").interceptor()))
                .pause(PauseRequest.newBuilder()
                        .setPool("pool")
                        .setRequestedBy("somebody else")
                        .build());

        List<Change> history = PoolServiceGrpc.newBlockingStub(nodes.channel(follower))
                .getHistory(GetHistoryRequest.newBuilder()
                        .setPool("pool")
                        .setNewestFirst(true)
                        .build())
                .getChangesList();
        assertThat(history.get(0).getActor()).isEqualTo("ops from 127.0.0.1 for somebody else");
        Path trail = folder.resolve("n" + follower + ".audit");
        await().atMost(PATIENCE).until(() -> Files.readString(trail).contains("call=Pause"));
        assertThat(Files.readString(trail))
                .contains("event=operation principal=ops credential=token from=\"127.0.0.1\" edge=grpc call=Pause"
                        + " verb=operate pool=\"pool\" outcome=OK")
                .doesNotContain("Bearer");
    }

    @Test
    void wrongFileLeavesTheRulesInForceAndIsTold() throws Exception {
        nodes.rules("principles: []");

        await().atMost(PATIENCE)
                .until(() -> nodes.status(0)
                        .filter(status -> status.getAccess().getReloadFailedMs() > 0)
                        .isPresent());
        assertThat(nodes.status(0).map(StatusResponse::getAccess).orElseThrow().getReloadFailure())
                .contains("access.yaml:1:1: principles: is not a key; did you mean principals?");
        assertThat(allKnow("first")).isTrue();
        assertThat(ClusterServiceGrpc.newBlockingStub(nodes.channel(0))
                        .getMetrics(GetMetricsRequest.getDefaultInstance())
                        .getText())
                .contains("coordinator_access_failing 1.0");
    }

    private Coordinator client(ClientToken token) throws IOException {
        return Coordinator.to(Endpoint.parseAll(nodes.endpoints()))
                .tls(nodes.tls())
                .token(token)
                .connect();
    }

    private boolean allKnow(String token) {
        return IntStream.range(0, 3).allMatch(node -> knows(node, token));
    }

    private boolean noneKnows(String token) {
        return IntStream.range(0, 3).noneMatch(node -> knows(node, token));
    }

    /** A known token is not for reading; what is asked is who it is. */
    private boolean knows(int node, String token) {
        try {
            PoolServiceGrpc.newBlockingStub(ClientInterceptors.intercept(
                            nodes.channel(node), ClientToken.from(() -> token).interceptor()))
                    .getHistory(GetHistoryRequest.newBuilder().setPool("pool").build());
            return true;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode() == Status.Code.PERMISSION_DENIED;
        }
    }
}
