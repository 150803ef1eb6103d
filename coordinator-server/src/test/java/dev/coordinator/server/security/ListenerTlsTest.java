package dev.coordinator.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change are taken when they are whole and fit, and not before. */
final class ListenerTlsTest {

    @TempDir
    Path folder;

    private final TestAuthority authority = new TestAuthority("An authority");
    private Instant now = Instant.now();
    private ListenerTls tls;

    @BeforeEach
    void n1Listens() throws TlsException {
        authority.writeTo(folder, "ca.crt");
        authority.node("n1").writeTo(folder, "n1");
        tls = ListenerTls.open(sources(), () -> now);
    }

    @Test
    void nothingOlderThanTls13IsSpoken() {
        SSLEngine server = tls.serverContext(List.of("h2")).newEngine(ByteBufAllocator.DEFAULT);
        SSLEngine client = tls.clientContext().newEngine(ByteBufAllocator.DEFAULT, "localhost", 1);

        assertThat(server.getEnabledProtocols()).containsExactly("TLSv1.3");
        assertThat(server.getNeedClientAuth()).isTrue();
        assertThat(client.getEnabledProtocols()).containsExactly("TLSv1.3");
        assertThat(client.getSSLParameters().getEndpointIdentificationAlgorithm())
                .isEqualTo("HTTPS");
    }

    @Test
    void contextsHandedOutBeginNewConnectionsWithTheNewCertificate() {
        var context = tls.serverContext(List.of());
        var sessions = context.sessionContext();

        authority.node("n1-renewed").writeTo(folder, "n1");
        now = now.plusSeconds(60);
        tls.review();
        tls.review();

        assertThat(tls.status().subject()).isEqualTo("CN=n1-renewed");
        assertThat(tls.status().loaded()).isEqualTo(now);
        assertThat(tls.serverContext(List.of())).isSameAs(context);
        assertThat(context.sessionContext())
                .as("no session of before is resumed")
                .isNotSameAs(sessions);
    }

    @Test
    void certificateWithoutItsKeyIsWaitedForAndNotComplainedOf() throws IOException {
        TestAuthority.Leaf renewed = authority.node("n1-renewed");

        Files.writeString(folder.resolve("n1.crt"), renewed.certificate());
        tls.review();
        Files.writeString(folder.resolve("n1.key"), renewed.key());
        tls.review();
        assertThat(tls.status().failure()).isEmpty();
        assertThat(tls.status().subject()).isEqualTo("CN=n1");

        tls.review();
        assertThat(tls.status().subject()).isEqualTo("CN=n1-renewed");
    }

    @Test
    void unfitFilesChangeNothingAndAreTold() throws IOException {
        String before = Files.readString(folder.resolve("n1.crt"));
        Files.writeString(folder.resolve("n1.crt"), "half a fi");
        now = now.plusSeconds(60);
        tls.review();
        tls.review();

        assertThat(tls.status().subject()).isEqualTo("CN=n1");
        assertThat(tls.status().failure()).hasValueSatisfying(failure -> {
            assertThat(failure.at()).isEqualTo(now);
            assertThat(failure.why())
                    .startsWith("raft.tls.certificate: " + folder.resolve("n1.crt") + ": holds no certificate");
        });

        Files.writeString(folder.resolve("n1.crt"), before);
        tls.review();
        tls.review();
        assertThat(tls.status().failure()).isEmpty();
    }

    @Test
    void filesThatGoAwayAreTold() throws IOException {
        Files.delete(folder.resolve("ca.crt"));
        tls.review();
        tls.review();

        assertThat(tls.status().failure())
                .hasValueSatisfying(failure -> assertThat(failure.why()).endsWith("ca.crt: does not exist"));
    }

    private TlsSources sources() {
        return new TlsSources(
                "raft",
                new NamedFile("raft.tls.certificate", folder.resolve("n1.crt")),
                new NamedFile("raft.tls.key", folder.resolve("n1.key")),
                Optional.of(new NamedFile("raft.tls.ca", folder.resolve("ca.crt"))),
                ClientAuthentication.REQUIRED,
                Optional.of(Roles.RAFT_PEER));
    }
}
