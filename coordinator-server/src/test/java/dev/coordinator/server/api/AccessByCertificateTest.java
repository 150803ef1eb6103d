package dev.coordinator.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.client.tls.ClientTls;
import dev.coordinator.server.security.ClientAuthentication;
import dev.coordinator.server.security.ListenerTls;
import dev.coordinator.server.security.NamedFile;
import dev.coordinator.server.security.TestAuthority;
import dev.coordinator.server.security.TlsSources;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.Role;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that knows its callers by the certificates that they show to TLS. */
final class AccessByCertificateTest {

    @TempDir
    Path folder;

    private GuardedNode guarded;

    @BeforeEach
    void start() throws IOException {
        TestAuthority authority = new TestAuthority("An authority");
        authority.writeTo(folder, "ca.crt");
        authority.node("n1").writeTo(folder, "n1");
        authority.leaf("a").names(GeneralName.dNSName, "a.orders.example").writeTo(folder, "a");
        ListenerTls tls = ListenerTls.open(
                new TlsSources(
                        "api",
                        new NamedFile("api.tls.certificate", folder.resolve("n1.crt")),
                        new NamedFile("api.tls.key", folder.resolve("n1.key")),
                        Optional.of(new NamedFile("api.tls.client_ca", folder.resolve("ca.crt"))),
                        ClientAuthentication.OPTIONAL,
                        Optional.empty()),
                InstantSource.system());
        guarded = new GuardedNode(
                folder,
                Optional.of(tls),
                "certificates: [{match: \"DNS:*.orders.example\", name: \"${1}\"}]",
                "grants: [{to: [a], may: [check_in], pools: [orders], instances: [\"${name}\"]}]");
    }

    @AfterEach
    void stop() {
        guarded.close();
    }

    @Test
    void certificateSaysWhoItIs() {
        ClientTls tls = ClientTls.trusting(folder.resolve("ca.crt"));
        ManagedChannel certified = channel(tls.showing(folder.resolve("a.crt"), folder.resolve("a.key")));
        ManagedChannel bare = channel(tls);
        try {
            var leases = LeaseServiceGrpc.newBlockingStub(certified);
            Status other = TestNode.statusOf(
                    () -> leases.checkIn(TestNode.checkIn("orders", "b", 1, 1).build()));
            Status nobody = TestNode.statusOf(() -> LeaseServiceGrpc.newBlockingStub(bare)
                    .checkIn(TestNode.checkIn("orders", "a", 1, 1).build()));

            assertThat(leases.checkIn(TestNode.checkIn("orders", "a", 1, 1).build())
                            .getRole())
                    .isEqualTo(Role.ROLE_PRIMARY);
            assertThat(other.getMessage()).isEqualTo("a may not check_in as \"b\" in pool \"orders\"");
            assertThat(nobody.getCode()).isEqualTo(Code.UNAUTHENTICATED_VALUE);
        } finally {
            certified.shutdownNow();
            bare.shutdownNow();
        }
    }

    private ManagedChannel channel(ClientTls tls) {
        return Grpc.newChannelBuilder("localhost:" + guarded.node.server.port(), tls.credentials())
                .build();
    }
}
