package dev.coordinator.client.fencing;

import dev.coordinator.client.Epoch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Writes entries to a service, as the primary of an epoch. */
final class EntriesClient {

    private final HttpClient http;
    private final URI service;

    EntriesClient(HttpClient http, URI service) {
        this.http = http;
        this.service = service;
    }

    // region put
    /** Safe to repeat: an entry has an id and is put, not posted. After an IOException it may be written or not. */
    void put(Epoch epoch, String id, String entry) throws IOException, InterruptedException, FencedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/entries/" + id))
                .header("Coordinator-Epoch", epoch.toString())
                .timeout(Duration.ofSeconds(20))
                .PUT(HttpRequest.BodyPublishers.ofString(entry))
                .build();
        HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
        switch (response.statusCode()) {
            case 204 -> {}
            case 412 -> throw new FencedException(epoch, highest(response));
            default -> throw new IOException("the service answered " + response.statusCode());
        }
    }
    // endregion

    private static Epoch highest(HttpResponse<Void> refusal) {
        return new Epoch(refusal.headers().firstValueAsLong("Coordinator-Epoch").orElseThrow());
    }
}
