package dev.coordinator.client.fencing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * An object store on the loopback that treats conditional writes as S3 does.
 *
 * <p>An ETag is a digest of the content alone, as it is there for objects written in one piece: metadata doesn't change it,
 * and the same content has the same ETag again.
 */
final class ConditionalStore implements AutoCloseable {

    /** Called with the body of each PUT that has arrived, before the store does anything with it. */
    volatile Consumer<String> onArrival = body -> {};

    private final Map<String, Item> items = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "fencing-store"));
    private final HttpServer server;

    ConditionalStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/bucket/", this::handle);
        server.start();
    }

    URI bucket() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/bucket/");
    }

    synchronized String body(String key) {
        return item(key).body();
    }

    synchronized String epochInMetadata(String key) {
        return item(key).epoch();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getPath().substring("/bucket/".length());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            switch (exchange.getRequestMethod()) {
                case "GET" -> get(exchange, key);
                case "PUT" -> {
                    onArrival.accept(body);
                    exchange.sendResponseHeaders(put(exchange, key, body), -1);
                }
                default -> exchange.sendResponseHeaders(405, -1);
            }
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        Item item = item(key);
        if (item.body().isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        byte[] bytes = item.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("ETag", item.etag());
        exchange.getResponseHeaders().set("x-amz-meta-epoch", item.epoch());
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private synchronized int put(HttpExchange exchange, String key, String body) {
        boolean exists = items.containsKey(key);
        List<String> etags = exchange.getRequestHeaders().getOrDefault("If-Match", List.of());
        boolean mustBeThis = !etags.isEmpty();
        if (mustBeThis && !exists) {
            return 404;
        }
        boolean mustBeNew = exchange.getRequestHeaders().containsKey("If-None-Match");
        if ((mustBeNew && exists) || (mustBeThis && !etags.contains(item(key).etag()))) {
            return 412;
        }
        List<String> epoch = exchange.getRequestHeaders().getOrDefault("x-amz-meta-epoch", List.of("-"));
        items.put(key, new Item(body, epoch.get(0)));
        return 200;
    }

    private synchronized Item item(String key) {
        return items.getOrDefault(key, new Item("", "-"));
    }

    private record Item(String body, String epoch) {

        String etag() {
            try {
                byte[] digest = MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
                return String.format("\"%032x\"", new BigInteger(1, digest));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
