package dev.coordinator.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One receiver of what was decided.
 *
 * @param name 1 to 64 characters of {@code [A-Za-z0-9_-]}
 * @param url of http or https, with a host; may hold what nobody else should know
 * @param pools which pools, by name, {@code *} for any characters
 * @param events of which kinds
 * @param secretFiles what signs, the newest first
 * @param caFile whose certificates the receiver may show; empty: those that the Java runtime trusts
 * @param timeout of one request
 * @param giveUpAfter how long one event is tried
 * @param maxInFlight how many requests at a time
 * @param insecure whether http may leave this machine
 */
public record WebhookSettings(
        String name,
        URI url,
        String pools,
        List<WebhookEvent> events,
        List<Path> secretFiles,
        Optional<Path> caFile,
        Duration timeout,
        Duration giveUpAfter,
        int maxInFlight,
        boolean insecure) {

    public WebhookSettings {
        events = List.copyOf(events);
        secretFiles = List.copyOf(secretFiles);
    }

    /** Of the URL the host alone. */
    @Override
    public String toString() {
        return "WebhookSettings[" + name + " at " + url.getHost() + ", pools " + pools + "]";
    }
}
