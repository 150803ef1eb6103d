package dev.coordinator.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordinator.server.outbox.WebhookName;
import dev.coordinator.server.security.TestAuthority;
import dev.coordinator.server.webhook.WebhookMeter.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One attempt, over a real connection. */
final class HttpSenderTest {

    private static final long NOW_MILLIS = 1_700_000_000_123L;
    private static final byte[] OLD = "an old secret of 24 bytes, or more".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "a new secret of 24 bytes, or more!".getBytes(StandardCharsets.US_ASCII);
    private static final Delivery DELIVERY = new Delivery("c1-pager-7-0", "{\"größe\":\"日本\"}");

    @TempDir
    Path folder;

    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        executor.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void aRequestIsSignedByEverySecretOverIdTimeAndBody() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Reply reply = send(sender(receiver.url(), secret("new", NEW), secret("old", OLD)));

            assertThat(reply.verdict()).isEqualTo(Verdict.DELIVERED);
            Receiver.Request request = receiver.requests().get(0);
            String signed = "c1-pager-7-0.1700000000." + DELIVERY.body();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.id()).isEqualTo("c1-pager-7-0");
            assertThat(request.timestamp()).isEqualTo("1700000000");
            assertThat(request.body()).isEqualTo(DELIVERY.body());
            assertThat(request.signatures()).isEqualTo(signature(NEW, signed) + " " + signature(OLD, signed));
            assertThat(request.keys()).isEqualTo(keyId(NEW) + " " + keyId(OLD));
        }
    }

    @Test
    void aNewSecretIsUsedWithoutARestartAndABadOneIsNot() throws Exception {
        Path file = secret("secret", OLD);
        try (Receiver receiver = Receiver.answering(200)) {
            HttpSender sender = sender(receiver.url(), file);
            secret("secret", NEW);
            sender.refresh();
            send(sender);
            Files.writeString(file, "not a secret");
            sender.refresh();
            send(sender);

            assertThat(receiver.requests()).extracting(Receiver.Request::keys).containsExactly(keyId(NEW), keyId(NEW));
        }
    }

    @Test
    void whatTheFilesHoldIsInNoMessage() throws Exception {
        Path file = Files.writeString(folder.resolve("bad"), "whsec_c2hvcnQ=");

        assertThatThrownBy(() -> sender(URI.create("http://127.0.0.1:1"), file))
                .isInstanceOf(WebhookException.class)
                .hasMessageStartingWith("webhook pager: " + file + " must hold whsec_ and the base64 of 24 to 64")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> sender(URI.create("http://127.0.0.1:1"), folder.resolve("none")))
                .hasMessage("webhook pager: " + folder.resolve("none") + " does not exist");
        assertThat(Secret.parse("whsec_" + Base64.getEncoder().encodeToString(NEW)))
                .hasToString("Optional[Secret[" + keyId(NEW) + "]]");
    }

    @Test
    void theStatusSaysWhatTheReceiverMakesOfIt() {
        assertThat(List.of(200, 202, 204, 299)).allMatch(status -> verdict(status) == Verdict.DELIVERED);
        assertThat(List.of(400, 413, 415, 422)).allMatch(status -> verdict(status) == Verdict.REFUSED);
        assertThat(verdict(410)).isEqualTo(Verdict.GONE);
        assertThat(List.of(100, 199, 300, 301, 302, 307, 401, 403, 404, 408, 409, 429, 500, 502, 503, 504))
                .allMatch(status -> verdict(status) == Verdict.FAILED);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Receiver elsewhere = Receiver.answering(200);
                Receiver receiver = Receiver.answering(exchange -> {
                    exchange.getResponseHeaders()
                            .add("Location", elsewhere.url().toString());
                    exchange.sendResponseHeaders(307, -1);
                })) {
            assertThat(send(sender(receiver.url(), secret("s", NEW))).verdict()).isEqualTo(Verdict.FAILED);

            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void whenToComeBackIsHeardAndHasABound() throws Exception {
        assertThat(asked("17")).isEqualTo(Duration.ofSeconds(17));
        assertThat(asked("999999999")).isEqualTo(Duration.ofMinutes(5));
        assertThat(asked("soon")).isEqualTo(Duration.ZERO);
        assertThat(asked("-1")).isEqualTo(Duration.ZERO);
    }

    @Test
    void anEndlessAnswerIsReadNoFurtherThanIsDecent() throws Exception {
        byte[] much = new byte[8 << 10];
        try (Receiver receiver = Receiver.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 100_000; i++) {
                exchange.getResponseBody().write(much);
            }
        })) {
            assertThat(send(sender(receiver.url(), secret("s", NEW))).verdict()).isEqualTo(Verdict.DELIVERED);
        }
    }

    @Test
    void aReceiverThatNeverAnswersIsGivenUpInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/secret-path");

            Reply reply = send(sender(url, Duration.ofMillis(300), secret("s", NEW)));

            assertThat(reply).isEqualTo(Reply.none("no answer in time"));
        }
    }

    @Test
    void ofAnAnswerThatNeverEndsTheStatusCounts() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        try (Receiver receiver = Receiver.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            end.orTimeout(30, TimeUnit.SECONDS).exceptionally(late -> null).join();
        })) {
            Reply reply = send(sender(receiver.url(), Duration.ofMillis(300), secret("s", NEW)));
            end.complete(null);

            assertThat(reply).isEqualTo(Reply.ofStatus(200, Duration.ZERO));
        }
    }

    @Test
    void whyItFailedSaysNothingOfTheUrl() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        URI refused = URI.create("http://127.0.0.1:" + port + "/secret-path");

        assertThat(send(sender(refused, secret("s", NEW)))).isEqualTo(Reply.none("can't connect"));
        try (Receiver receiver = Receiver.answering(exchange -> {
            throw new IOException("closed without an answer");
        })) {
            assertThat(send(sender(receiver.url(), secret("s", NEW))).why()).isEqualTo("the connection broke");
        }
    }

    @Test
    void aReceiverIsTrustedByTheAuthorityThatIsNamedAndByNoOther() throws Exception {
        TestAuthority right = new TestAuthority("right");
        Path ca = right.writeTo(folder, "right.crt");
        Path other = new TestAuthority("wrong").writeTo(folder, "wrong.crt");
        right.node("hooks").writeTo(folder, "hooks");
        try (Receiver receiver = Receiver.withTls(serving(folder.resolve("hooks.crt"), folder.resolve("hooks.key")))) {
            assertThat(send(trusting(receiver.url(), ca)).verdict()).isEqualTo(Verdict.DELIVERED);
            assertThat(send(trusting(receiver.url(), other)).why()).startsWith("TLS failed");
            assertThat(receiver.requests()).hasSize(1);
        }
        Path none = Files.writeString(folder.resolve("none.crt"), "nothing");
        assertThatThrownBy(() -> trusting(URI.create("https://127.0.0.1:1"), none))
                .isInstanceOf(WebhookException.class)
                .hasMessageContaining("none.crt holds no certificate");
    }

    private static SSLContext serving(Path certificate, Path key) throws Exception {
        String pem = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setKeyEntry(
                    "own",
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))),
                    new char[0],
                    new Certificate[] {CertificateFactory.getInstance("X.509").generateCertificate(in)});
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private HttpSender trusting(URI url, Path ca) throws Exception {
        return sender(url, Optional.of(ca), Duration.ofSeconds(30), secret("s", NEW));
    }

    private Duration asked(String retryAfter) throws Exception {
        try (Receiver receiver = Receiver.answering(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.sendResponseHeaders(503, -1);
        })) {
            return send(sender(receiver.url(), secret("s", NEW))).notBefore();
        }
    }

    private static Verdict verdict(int status) {
        return Reply.ofStatus(status, Duration.ZERO).verdict();
    }

    private static Reply send(HttpSender sender) throws Exception {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        sender.send(DELIVERY, reply::complete);
        return reply.get(60, TimeUnit.SECONDS);
    }

    private HttpSender sender(URI url, Path... secrets) throws WebhookException {
        return sender(url, Duration.ofSeconds(30), secrets);
    }

    private HttpSender sender(URI url, Duration timeout, Path... secrets) throws WebhookException {
        return sender(url, Optional.empty(), timeout, secrets);
    }

    private HttpSender sender(URI url, Optional<Path> ca, Duration timeout, Path... secrets) throws WebhookException {
        WebhookSettings settings = new WebhookSettings(
                new WebhookName("pager"), url, Selection.ALL, List.of(secrets), ca, timeout, Duration.ofHours(1), 1);
        return new HttpSender(settings, executor, timer, () -> NOW_MILLIS, "1.2.3");
    }

    private Path secret(String name, byte[] bytes) throws IOException {
        return Files.writeString(
                folder.resolve(name), "whsec_" + Base64.getEncoder().encodeToString(bytes) + "\n");
    }

    private static String signature(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String keyId(byte[] key) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(key))
                .substring(0, 8);
    }
}
