package dev.coordinator.server.config;

import java.util.List;

/** The webhooks, in the order written. */
record WebhookList(List<WebhookSettings> webhooks) {

    static final WebhookList NONE = new WebhookList(List.of());

    static final int MOST = 16;

    WebhookList {
        webhooks = List.copyOf(webhooks);
    }
}
