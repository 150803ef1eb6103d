package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.WebhookName;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends to one receiver: a POST of HTTP/1.1, signed, with a time-out over all of it; redirects are not followed. */
final class HttpSender implements Sender {

    private static final Logger LOG = LoggerFactory.getLogger(HttpSender.class);
    private static final Duration MOST_ASKED = Duration.ofNanos(Backoff.MOST_ASKED_NANOS);

    /** What the files said when they were last read. */
    private record Files(Signing signing, Optional<String> authorities, HttpClient client) {}

    private final WebhookSettings settings;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final LongSupplier wallMillis;
    private final String userAgent;
    private volatile Files files;
    private String complained = "";

    /**
     * One that is ready to send.
     *
     * @param executor runs what the client has to do, which may wait for a name server
     * @throws WebhookException if a secret, or the authorities, can't be used
     */
    HttpSender(
            WebhookSettings settings,
            Executor executor,
            ScheduledExecutorService timer,
            LongSupplier wallMillis,
            String version)
            throws WebhookException {
        this.settings = settings;
        this.executor = executor;
        this.timer = timer;
        this.wallMillis = wallMillis;
        this.userAgent = "coordinator/" + version;
        Signing signing = Signing.read(settings.name(), settings.secretFiles());
        Optional<String> authorities = authorities();
        this.files = new Files(signing, authorities, client(authorities));
        tell();
    }

    /** Reads the files again; may wait for a disk. What can't be used changes nothing, and is told once. */
    void refresh() {
        try {
            Files before = files;
            Signing signing = Signing.read(settings.name(), settings.secretFiles());
            Optional<String> authorities = authorities();
            boolean sameCa = authorities.equals(before.authorities());
            files = new Files(signing, authorities, sameCa ? before.client() : client(authorities));
            if (!sameCa || !signing.ids().equals(before.signing().ids()) || !complained.isEmpty()) {
                tell();
            }
            complained = "";
        } catch (WebhookException unfit) {
            if (!unfit.why().equals(complained)) {
                LOG.error("event=webhook-files-not-read webhook={} why=\"{}\"", settings.name(), unfit.why());
                complained = unfit.why();
            }
        }
    }

    private void tell() {
        settings.secretFiles().stream()
                .filter(SmallFile::isForEveryone)
                .forEach(file ->
                        LOG.warn("event=webhook-secret-for-everyone webhook={} file={}", settings.name(), file));
        LOG.info(
                "event=webhook-files-read webhook={} host={} keys=\"{}\"",
                settings.name(),
                settings.host(),
                files.signing().ids());
    }

    private Optional<String> authorities() throws WebhookException {
        Optional<Path> ca = settings.ca();
        return ca.isPresent() ? Optional.of(SmallFile.read(settings.name(), ca.get())) : Optional.empty();
    }

    private HttpClient client(Optional<String> authorities) throws WebhookException {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .executor(executor);
        if (authorities.isPresent() && settings.ca().isPresent()) {
            WebhookName name = settings.name();
            client.sslContext(Authorities.trusting(name, settings.ca().get(), authorities.get()));
        }
        return client.build();
    }

    @Override
    public void send(Delivery delivery, Consumer<Reply> taker) {
        try {
            Files now = files;
            CompletableFuture<Reply> heard = new CompletableFuture<>();
            CompletableFuture<HttpResponse<Boolean>> sent = now.client()
                    .sendAsync(request(delivery, now.signing()), answer -> {
                        heard.complete(read(answer));
                        return new Drain();
                    });
            ScheduledFuture<?> end =
                    timer.schedule(() -> sent.cancel(true), settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
            CompletableFuture<?> unused = sent.whenComplete((answer, failed) -> {
                end.cancel(false);
                taker.accept(heard.getNow(Reply.none(why(failed))));
            });
        } catch (RejectedExecutionException closed) {
            taker.accept(Reply.none("the node stops"));
        }
    }

    private HttpRequest request(Delivery delivery, Signing signing) {
        long seconds = TimeUnit.MILLISECONDS.toSeconds(wallMillis.getAsLong());
        return HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", userAgent)
                .header("webhook-id", delivery.id())
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", signing.signatures(delivery.id(), seconds, delivery.body()))
                .header("coordinator-webhook-keys", signing.ids())
                .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
                .build();
    }

    /** The status is the answer, whatever becomes of the rest. */
    private static Reply read(HttpResponse.ResponseInfo answer) {
        return Reply.ofStatus(
                answer.statusCode(),
                answer.headers()
                        .firstValue("Retry-After")
                        .map(HttpSender::seconds)
                        .orElse(Duration.ZERO));
    }

    /** A date, or what isn't understood, asks for nothing. */
    private static Duration seconds(String text) {
        boolean number = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        Duration asked = number ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
        return asked.compareTo(MOST_ASKED) > 0 ? MOST_ASKED : asked;
    }

    /** In words that say nothing of the URL, as the library's might. */
    private static String why(@Nullable Throwable failed) {
        Throwable cause =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        if (cause instanceof CancellationException || cause instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof java.net.ConnectException) {
            return "can't connect";
        }
        if (cause instanceof SSLException) {
            return "TLS failed: " + cause.getClass().getSimpleName();
        }
        return cause instanceof IOException
                ? "the connection broke"
                : "not sent: " + (cause == null ? "" : cause.getClass().getSimpleName());
    }
}
