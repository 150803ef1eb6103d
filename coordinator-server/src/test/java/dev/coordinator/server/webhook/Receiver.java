package dev.coordinator.server.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A receiver of webhooks on loopback, that answers as the test says. */
public final class Receiver implements AutoCloseable {

    /** One request. */
    public record Request(String method, String id, String timestamp, String signatures, String keys, String body) {}

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private Receiver(HttpServer made, HttpHandler answering) throws IOException {
        server = made;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(read(exchange));
            answering.handle(exchange);
            exchange.close();
        });
        server.start();
    }

    /** That answers every request so, after having read it. */
    public static Receiver answering(HttpHandler handler) throws IOException {
        return new Receiver(HttpServer.create(), handler);
    }

    /** That speaks TLS, and answers every request with 200. */
    public static Receiver withTls(SSLContext context) throws IOException {
        HttpsServer https = HttpsServer.create();
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        return new Receiver(https, exchange -> exchange.sendResponseHeaders(200, -1));
    }

    /** That answers every request with that status and an empty body. */
    public static Receiver answering(int status) throws IOException {
        return answering(exchange -> exchange.sendResponseHeaders(status, -1));
    }

    public URI url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/hooks?token=s3cret");
    }

    /** So far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private static Request read(HttpExchange exchange) throws IOException {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                exchange.getRequestHeaders().getFirst("coordinator-webhook-keys"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
