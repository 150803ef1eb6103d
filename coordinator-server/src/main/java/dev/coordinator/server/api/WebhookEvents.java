package dev.coordinator.server.api;

import dev.coordinator.server.api.http.Json;
import dev.coordinator.server.lease.Change;
import dev.coordinator.v1.Missed;
import dev.coordinator.v1.WebhookEvent;
import java.util.Locale;

/** What webhooks are told, in the same JSON as the answers of the API. */
public final class WebhookEvents {

    private final String clusterId;

    /** Of that cluster. */
    public WebhookEvents(String clusterId) {
        this.clusterId = clusterId;
    }

    /** A change, and the entry of the log that made it. */
    public String change(String webhook, String id, long logIndex, Change change) {
        dev.coordinator.v1.Change message = Messages.change(logIndex, change);
        return Json.print(event(webhook, id)
                .setType("pool." + change.kind().name().toLowerCase(Locale.ROOT))
                .setTimestamp(message.getTime())
                .setChange(message)
                .build());
    }

    /** That some changes, the last of them in that entry of the log, were not delivered. */
    public String missed(String webhook, String id, long logIndex) {
        return Json.print(event(webhook, id)
                .setType("missed")
                .setMissed(Missed.newBuilder().setUpToLogIndex(logIndex))
                .build());
    }

    private WebhookEvent.Builder event(String webhook, String id) {
        return WebhookEvent.newBuilder().setId(id).setClusterId(clusterId).setWebhook(webhook);
    }
}
