package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.WebhookName;
import java.io.IOException;
import java.nio.file.Path;

/** A file of a webhook can't be used. Says nothing of what it holds. */
public final class WebhookException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String why;

    WebhookException(WebhookName webhook, Path file, String why) {
        super("webhook " + webhook + ": " + file + " " + why);
        this.why = file + " " + why;
    }

    /** Without the webhook's name. */
    String why() {
        return why;
    }
}
