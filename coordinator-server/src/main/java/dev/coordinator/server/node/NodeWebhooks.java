package dev.coordinator.server.node;

import dev.coordinator.server.api.WebhookEvents;
import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.outbox.Event;
import dev.coordinator.server.outbox.EventId;
import dev.coordinator.server.outbox.Outbox;
import dev.coordinator.server.outbox.WebhookName;
import dev.coordinator.server.replication.Proposals;
import dev.coordinator.server.telemetry.WebhookMetrics;
import dev.coordinator.server.webhook.PoolPattern;
import dev.coordinator.server.webhook.Selection;
import dev.coordinator.server.webhook.Surroundings;
import dev.coordinator.server.webhook.WebhookBodies;
import dev.coordinator.server.webhook.WebhookCondition;
import dev.coordinator.server.webhook.WebhookException;
import dev.coordinator.server.webhook.WebhookMeter;
import dev.coordinator.server.webhook.WebhookSettings;
import dev.coordinator.server.webhook.Webhooks;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;

/** Puts a node's webhooks together: what they are told comes from the API's messages, and what they do is measured. */
final class NodeWebhooks {

    private static final double NANOS_A_SECOND = 1e9;

    private NodeWebhooks() {}

    /**
     * Starts them; they end with {@code threads}.
     *
     * @throws WebhookException if a file that the configuration names can't be used
     */
    static void open(
            NodeConfiguration configuration,
            Outbox outbox,
            Proposals proposals,
            WebhookMetrics metrics,
            NodeThreads threads)
            throws WebhookException {
        String cluster = configuration.cluster().id();
        List<WebhookSettings> settings =
                configuration.webhooks().stream().map(NodeWebhooks::settings).toList();
        Webhooks webhooks = Webhooks.open(
                settings,
                outbox,
                proposals::isLeading,
                proposals::advance,
                new Surroundings(
                        cluster,
                        ServerVersion.current(),
                        new Bodies(new WebhookEvents(cluster)),
                        new Meter(metrics),
                        System::nanoTime,
                        System::currentTimeMillis,
                        new SecureRandom()));
        metrics.show(
                settings.stream().map(each -> each.name().value()).toList(),
                () -> webhooks.conditions().stream().map(NodeWebhooks::waiting).toList());
        threads.whenClosed(webhooks::close);
        threads.everyReview(webhooks::review);
        threads.everyLook(webhooks::refresh);
    }

    private static WebhookSettings settings(dev.coordinator.server.config.WebhookSettings webhook) {
        return new WebhookSettings(
                new WebhookName(webhook.name()),
                webhook.url(),
                new Selection(
                        new PoolPattern(webhook.pools()),
                        webhook.events().stream()
                                .map(event -> ChangeKind.valueOf(event.name()))
                                .collect(Collectors.toSet())),
                webhook.secretFiles(),
                webhook.caFile(),
                webhook.timeout(),
                webhook.giveUpAfter(),
                webhook.maxInFlight());
    }

    private static WebhookMetrics.Waiting waiting(WebhookCondition condition) {
        return new WebhookMetrics.Waiting(
                condition.webhook().value(),
                condition.queued(),
                condition.oldestNanos() / NANOS_A_SECOND,
                condition.failing());
    }

    private record Bodies(WebhookEvents events) implements WebhookBodies {

        @Override
        public String event(WebhookName webhook, String deliveryId, Event event) {
            return events.change(webhook.value(), deliveryId, event.id().index(), event.change());
        }

        @Override
        public String missed(WebhookName webhook, String deliveryId, EventId upTo) {
            return events.missed(webhook.value(), deliveryId, upTo.index());
        }
    }

    private record Meter(WebhookMetrics metrics) implements WebhookMeter {

        @Override
        public void tried(WebhookName webhook, Verdict verdict, long nanos) {
            metrics.tried(webhook.value(), WebhookMetrics.Outcome.valueOf(verdict.name()), nanos);
        }

        @Override
        public void deadLetter(WebhookName webhook, DeadLetter why) {
            metrics.deadLetter(webhook.value(), WebhookMetrics.Reason.valueOf(why.name()));
        }

        @Override
        public void missed(WebhookName webhook) {
            metrics.missed(webhook.value());
        }
    }
}
