package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Endpoint;
import dev.coordinator.client.Member;
import dev.coordinator.client.Membership;
import dev.coordinator.server.security.TestAuthority;
import dev.coordinator.v1.ListenerCertificate;
import dev.coordinator.v1.StatusResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real server processes that speak TLS, and a real client. */
final class TlsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private ThreeNodes nodes;

    @BeforeEach
    void start() throws Exception {
        nodes = ThreeNodes.withTls(folder, new TestAuthority("An authority"));
    }

    @AfterEach
    void stop() throws Exception {
        nodes.stop();
    }

    @Test
    void primaryStaysThroughARotationAndTheDeathOfTheLeader() throws Exception {
        try (Coordinator client = Coordinator.to(Endpoint.parseAll(nodes.endpoints()))
                        .tls(nodes.tls())
                        .connect();
                Membership membership = client.join(Member.of("pool", "instance"))) {
            await().atMost(PATIENCE).until(membership::isPrimary);
            OptionalLong epoch = membership.fencingToken();

            for (int node = 0; node < 3; node++) {
                long before = loaded(node);
                nodes.renew(node);
                int rotated = node;
                await().atMost(PATIENCE).until(() -> loaded(rotated) > before);
            }
            int leader = nodes.awaitLeader();
            nodes.kill(leader);
            nodes.awaitLeader();

            assertThat(membership.isPrimary()).isTrue();
            assertThat(membership.fencingToken()).isEqualTo(epoch);
        }
    }

    /** When the older of a node's certificates was read; both listeners have one. */
    private long loaded(int node) {
        List<ListenerCertificate> certificates =
                nodes.status(node).map(StatusResponse::getCertificatesList).orElse(List.of());
        assertThat(certificates).extracting(ListenerCertificate::getListener).containsExactly("api", "raft");
        return certificates.stream()
                .mapToLong(ListenerCertificate::getLoadedMs)
                .min()
                .orElseThrow();
    }
}
