package dev.coordinator.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Endpoint;
import dev.coordinator.client.Member;
import dev.coordinator.client.MemberRole;
import dev.coordinator.client.Membership;
import dev.coordinator.client.TcpEndpoint;
import dev.coordinator.client.tls.ClientTls;
import dev.coordinator.client.tls.TlsTrouble;
import dev.coordinator.server.security.ClientAuthentication;
import dev.coordinator.server.security.ListenerTls;
import dev.coordinator.server.security.NamedFile;
import dev.coordinator.server.security.TestAuthority;
import dev.coordinator.server.security.TlsException;
import dev.coordinator.server.security.TlsSources;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.ListenerCertificate;
import dev.coordinator.v1.SessionRequest;
import dev.coordinator.v1.SessionResponse;
import dev.coordinator.v1.StatusRequest;
import dev.coordinator.v1.StatusResponse;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients and a node over TLS: who is let in, what is said to those who aren't, and what a rotation does to those who are. */
final class TlsEdgeTest {

    @TempDir
    Path folder;

    private final TestAuthority authority = new TestAuthority("An authority");
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Instant now = Instant.now();

    @BeforeEach
    void filesAreThere() {
        authority.writeTo(folder, "ca.crt");
        new TestAuthority("Another authority").writeTo(folder, "other.crt");
        authority.node("n1").writeTo(folder, "n1");
        authority.leaf("alice").names(GeneralName.dNSName, "alice").writeTo(folder, "alice");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void whoTrustsTheAuthorityIsServed() throws Exception {
        TestNode node = node(ClientAuthentication.NONE);

        assertThat(status(node, "localhost", trusting("ca.crt")).getNodeId()).isEqualTo("n1");
        assertThat(status(node, "127.0.0.1", trusting("ca.crt")).getNodeId()).isEqualTo("n1");
    }

    @Test
    void httpSpeaksTlsToo() throws Exception {
        int port = node(ClientAuthentication.NONE).server.httpPort().orElseThrow();
        HttpClient client =
                HttpClient.newBuilder().sslContext(trustingByJdk("ca.crt")).build();
        HttpClient stranger =
                HttpClient.newBuilder().sslContext(trustingByJdk("other.crt")).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/livez"))
                .timeout(Duration.ofSeconds(30))
                .build();

        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> stranger.send(request, HttpResponse.BodyHandlers.ofString()));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/livez"))
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
    }

    private SSLContext trustingByJdk(String ca) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(folder.resolve(ca))) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void nodeOfAnotherAuthorityIsNotTrusted() throws Exception {
        assertThat(trouble(node(ClientAuthentication.NONE), "localhost", trusting("other.crt")))
                .contains("its certificate is not of a trusted authority; is it another CA's?");
    }

    @Test
    void nodeOfAnotherNameIsNotTrusted() throws Exception {
        authority.leaf("n1").names(GeneralName.dNSName, "n1.example").writeTo(folder, "n1");
        TestNode node = node(ClientAuthentication.NONE);

        assertThat(trouble(node, "localhost", trusting("ca.crt")).orElseThrow())
                .startsWith("its certificate is for another host (No ")
                .contains("localhost");
        assertThat(trouble(node, "127.0.0.1", trusting("ca.crt")).orElseThrow())
                .startsWith("its certificate is for another host (No ")
                .contains("127.0.0.1");
    }

    @Test
    void expiredNodeIsNotTrusted() throws Exception {
        now = now.minus(Duration.ofHours(2));
        authority.node("n1").valid(now.minusSeconds(60), now.plusSeconds(60)).writeTo(folder, "n1");

        assertThat(trouble(node(ClientAuthentication.NONE), "localhost", trusting("ca.crt"))
                        .orElseThrow())
                .startsWith("its certificate has expired (NotAfter: ");
    }

    @Test
    void plaintextToATlsPortIsCalledThat() throws Exception {
        TestNode node = node(ClientAuthentication.NONE);

        assertThat(TlsTrouble.suspected(
                        catchThrowable(() -> status(node, "localhost", InsecureChannelCredentials.create()))))
                .contains("hung up without a word; does it speak TLS, or did it stop?");
    }

    @Test
    void tlsToAPlaintextPortIsCalledThat() throws Exception {
        TestNode node = TestNode.start();
        opened.add(node);

        assertThat(trouble(node, "localhost", trusting("ca.crt"))).contains("speaks plaintext, not TLS");
    }

    @Test
    void whoShowsNoCertificateIsNotLetInWhereOneIsRequired() throws Exception {
        TestNode node = node(ClientAuthentication.REQUIRED);

        assertThat(trouble(node, "localhost", trusting("ca.crt")).orElseThrow()).contains("client certificate");
        assertThat(status(node, "localhost", showing("alice")).getNodeId()).isEqualTo("n1");
    }

    @Test
    void certificateThatIsForgedIsNotLetInEvenWhereNoneIsRequired() throws Exception {
        TestNode node = node(ClientAuthentication.OPTIONAL);
        new TestAuthority("An authority").node("alice").writeTo(folder, "mallory"); // By another key.

        assertThat(trouble(node, "localhost", showing("mallory")).orElseThrow())
                .startsWith("refuses the client certificate");
        assertThat(status(node, "localhost", trusting("ca.crt")).getNodeId()).isEqualTo("n1");
        assertThat(status(node, "localhost", showing("alice")).getNodeId()).isEqualTo("n1");
    }

    @Test
    void sessionLivesThroughARotationAndNewConnectionsSeeTheNewCertificate() throws Exception {
        ListenerTls tls = tls(ClientAuthentication.NONE);
        TestNode node = node(tls);
        ManagedChannel old = channel(node, "localhost", trusting("ca.crt"));
        Session session = new Session(old);
        session.checkIn(1);

        TestAuthority next = new TestAuthority("The next authority");
        next.node("n1-next").writeTo(folder, "n1");
        tls.review();
        tls.review();

        session.checkIn(2);
        assertThat(trouble(node, "localhost", trusting("ca.crt"))).isPresent();
        next.writeTo(folder, "ca.crt");
        assertThat(status(node, "localhost", trusting("ca.crt")).getNodeId()).isEqualTo("n1");
    }

    @Test
    void clientsOwnFilesAreReadAgainForNewConnections() throws Exception {
        ListenerTls tls = tls(ClientAuthentication.NONE);
        TestNode node = node(tls);
        ChannelCredentials credentials = trusting("ca.crt");
        assertThat(status(node, "localhost", credentials).getNodeId()).isEqualTo("n1");

        TestAuthority next = new TestAuthority("The next authority");
        next.node("n1-next").writeTo(folder, "n1");
        next.writeTo(folder, "ca.crt");
        tls.review();
        tls.review();

        assertThat(status(node, "localhost", credentials).getNodeId()).isEqualTo("n1");
    }

    @Test
    void clientLibraryHoldsALeaseOverTls() throws Exception {
        TestNode node = node(ClientAuthentication.REQUIRED);
        ClientTls tls = ClientTls.trusting(folder.resolve("ca.crt"))
                .showing(folder.resolve("alice.crt"), folder.resolve("alice.key"));

        try (Coordinator coordinator = Coordinator.to(endpoint(node)).tls(tls).connect();
                Membership membership = coordinator.join(Member.of("p", "i"))) {
            Awaitility.await().until(() -> membership.status().role() == MemberRole.PRIMARY);
        }
    }

    @Test
    void clientLibrarySaysWhyThereIsNoTls() throws Exception {
        TestNode node = node(ClientAuthentication.NONE);
        ClientTls tls = ClientTls.trusting(folder.resolve("other.crt"));

        try (Coordinator coordinator = Coordinator.to(endpoint(node))
                        .tls(tls)
                        .closeTimeout(Duration.ofMillis(100))
                        .connect();
                Membership membership = coordinator.join(Member.of("p", "i"))) {
            Awaitility.await()
                    .until(() -> membership.status().failure().orElse("").contains("not of a trusted authority"));
        }
    }

    @Test
    void statusTellsOfCertificatesAndOfReloadsThatFailed() throws Exception {
        ListenerTls tls = tls(ClientAuthentication.REQUIRED);
        TestNode node = node(tls);
        authority.leaf("n1").writeTo(folder, "n1");
        tls.review();
        tls.review();
        node.nodes.certificates = List.of(tls.status());

        StatusResponse status = status(node, "localhost", showing("alice"));

        assertThat(status.getCertificatesList()).hasSize(1);
        ListenerCertificate shown = status.getCertificates(0);
        assertThat(shown.getListener()).isEqualTo("api");
        assertThat(shown.getSubject()).isEqualTo("CN=n1");
        assertThat(shown.getSubjectAltNamesList()).contains("DNS:localhost", "IP:127.0.0.1");
        assertThat(shown.getNotBeforeMs()).isLessThan(now.toEpochMilli());
        assertThat(shown.getNotAfterMs()).isGreaterThan(now.toEpochMilli());
        assertThat(shown.getAuthoritiesNotAfterMs()).isGreaterThan(now.toEpochMilli());
        assertThat(shown.getLoadedMs()).isEqualTo(now.toEpochMilli());
        assertThat(shown.getReloadFailedMs()).isEqualTo(now.toEpochMilli());
        assertThat(shown.getReloadFailure()).contains("n1.crt: names no host");
    }

    /** A stream of check-ins of one instance. */
    private static final class Session implements StreamObserver<SessionResponse> {

        private final BlockingQueue<SessionResponse> answers = new LinkedBlockingQueue<>();
        private final StreamObserver<SessionRequest> requests;

        Session(ManagedChannel channel) {
            requests = LeaseServiceGrpc.newStub(channel).session(this);
        }

        void checkIn(long seq) throws InterruptedException {
            requests.onNext(SessionRequest.newBuilder()
                    .setId(seq)
                    .setCheckIn(TestNode.checkIn("p", "i", 1, seq))
                    .build());
            SessionResponse answer = answers.poll(10, TimeUnit.SECONDS);
            assertThat(answer).isNotNull();
            assertThat(answer.hasCheckIn()).as(answer.toString()).isTrue();
        }

        @Override
        public void onNext(SessionResponse answer) {
            answers.add(answer);
        }

        @Override
        public void onError(Throwable cut) {}

        @Override
        public void onCompleted() {}
    }

    private TestNode node(ClientAuthentication clients) throws IOException {
        return node(tls(clients));
    }

    private TestNode node(ListenerTls tls) throws IOException {
        TestNode node = TestNode.speaking(tls);
        opened.add(node);
        return node;
    }

    private ListenerTls tls(ClientAuthentication clients) throws TlsException {
        return ListenerTls.open(
                new TlsSources(
                        "api",
                        new NamedFile("api.tls.certificate", folder.resolve("n1.crt")),
                        new NamedFile("api.tls.key", folder.resolve("n1.key")),
                        clients == ClientAuthentication.NONE
                                ? Optional.empty()
                                : Optional.of(new NamedFile("api.tls.client_ca", folder.resolve("ca.crt"))),
                        clients,
                        Optional.empty()),
                () -> now);
    }

    private ChannelCredentials trusting(String file) {
        return ClientTls.trusting(folder.resolve(file)).credentials();
    }

    private ChannelCredentials showing(String name) {
        return ClientTls.trusting(folder.resolve("ca.crt"))
                .showing(folder.resolve(name + ".crt"), folder.resolve(name + ".key"))
                .credentials();
    }

    private static List<Endpoint> endpoint(TestNode node) {
        return List.of(new TcpEndpoint("localhost", node.server.port()));
    }

    private Optional<String> trouble(TestNode node, String host, ChannelCredentials credentials) {
        return TlsTrouble.of(catchThrowable(() -> status(node, host, credentials)));
    }

    private StatusResponse status(TestNode node, String host, ChannelCredentials credentials) {
        return ClusterServiceGrpc.newBlockingStub(channel(node, host, credentials))
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .status(StatusRequest.getDefaultInstance());
    }

    private ManagedChannel channel(TestNode node, String host, ChannelCredentials credentials) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(host, node.server.port(), credentials)
                .build();
        opened.add(channel::shutdownNow);
        return channel;
    }
}
