package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.WebhookName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One receiver, and what it is to be told.
 *
 * @param url absolute, of http or https
 * @param secretFiles each holds one secret; all sign, the first one first; 1 at least
 * @param ca the authorities that its certificate may be of; empty: those that the Java runtime trusts
 * @param timeout for one request, its answer included
 * @param giveUpAfter how long one event is tried
 * @param maxInFlight how many requests may be under way at a time, 1 at least
 */
public record WebhookSettings(
        WebhookName name,
        URI url,
        Selection selection,
        List<Path> secretFiles,
        Optional<Path> ca,
        Duration timeout,
        Duration giveUpAfter,
        int maxInFlight) {

    public WebhookSettings {
        secretFiles = List.copyOf(secretFiles);
        if (secretFiles.isEmpty() || maxInFlight < 1) {
            throw new IllegalArgumentException("webhook " + name + " has " + secretFiles.size() + " secrets, and "
                    + maxInFlight + " requests at a time");
        }
    }

    /** The host of its URL and no more: the rest may be a secret. */
    String host() {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }
}
