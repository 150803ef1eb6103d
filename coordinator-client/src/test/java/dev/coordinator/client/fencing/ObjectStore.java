package dev.coordinator.client.fencing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The few requests of an S3-style object store that fencing needs; in an application its SDK makes and signs them. */
final class ObjectStore {

    private final HttpClient http;
    private final URI bucket;

    ObjectStore(HttpClient http, URI bucket) {
        this.http = http;
        this.bucket = bucket;
    }

    // region store
    Optional<Stored> get(String key) throws IOException, InterruptedException {
        HttpResponse<String> response = send(at(key).GET());
        return switch (response.statusCode()) {
            case 200 ->
                Optional.of(new Stored(
                        response.body(), response.headers().firstValue("ETag").orElseThrow()));
            case 404 -> Optional.empty();
            default -> throw new IOException("the store answered " + response.statusCode());
        };
    }

    /** Writes where nothing is yet; otherwise does nothing and returns false. */
    boolean create(String key, String body) throws IOException, InterruptedException {
        return put(at(key).header("If-None-Match", "*"), body);
    }

    /** Writes over what was read; does nothing and returns false if it is no longer that. */
    boolean replace(String key, Stored read, String body) throws IOException, InterruptedException {
        return put(at(key).header("If-Match", read.etag()), body);
    }

    private boolean put(HttpRequest.Builder request, String body) throws IOException, InterruptedException {
        int status =
                send(request.PUT(HttpRequest.BodyPublishers.ofString(body))).statusCode();
        return switch (status) {
            case 200, 201, 204 -> true;
            case 404, 409, 412 -> false; // gone, in conflict with another write, or changed
            default -> throw new IOException("the store answered " + status);
        };
    }
    // endregion

    private HttpRequest.Builder at(String key) {
        return HttpRequest.newBuilder(bucket.resolve(key)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    record Stored(String body, String etag) {}
}
