package dev.coordinator.server.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.function.Supplier;

/** How this node gets on with telling webhooks, while it leads. */
public final class WebhookMetrics {

    private static final String WEBHOOK = "webhook";
    private static final double NANOS_A_SECOND = 1e9;
    private static final double[] UPPER_BOUNDS_SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

    private final PrometheusRegistry registry;
    private final Counter deliveries;
    private final Counter deadLetters;
    private final Counter missed;
    private final Histogram duration;

    WebhookMetrics(PrometheusRegistry registry) {
        this.registry = registry;
        deliveries = Counter.builder()
                .name("coordinator_webhook_deliveries_total")
                .help("Attempts to deliver, by what came of them; those that failed are made again.")
                .labelNames(WEBHOOK, "outcome")
                .register(registry);
        deadLetters = Counter.builder()
                .name("coordinator_webhook_dead_letters_total")
                .help("Events that will not be delivered, and why.")
                .labelNames(WEBHOOK, "reason")
                .register(registry);
        missed = Counter.builder()
                .name("coordinator_webhook_missed_total")
                .help("How often events were dropped before they could be delivered, because too many waited.")
                .labelNames(WEBHOOK)
                .register(registry);
        duration = Histogram.builder()
                .name("coordinator_webhook_delivery_duration_seconds")
                .help("How long attempts to deliver took.")
                .labelNames(WEBHOOK)
                .unit(Unit.SECONDS)
                .classicUpperBounds(UPPER_BOUNDS_SECONDS)
                .classicOnly()
                .register(registry);
    }

    /** Shows these webhooks from now on, asked at every scrape; those of whom nothing happened yet, too. */
    public void show(List<String> webhooks, Supplier<List<Waiting>> waiting) {
        AskedGauges asked = new AskedGauges(registry);
        asked.each(
                "coordinator_webhook_queue",
                "Events that wait at this node to be delivered, those under way included.",
                WEBHOOK,
                () -> waiting.get().stream().map(each -> AskedGauges.Point.of(each.webhook(), each.queued())));
        asked.each(
                "coordinator_webhook_lag_seconds",
                "How long the oldest of them has waited; 0 while none waits.",
                WEBHOOK,
                () -> waiting.get().stream().map(each -> AskedGauges.Point.of(each.webhook(), each.oldestSeconds())));
        asked.each(
                "coordinator_webhook_failing",
                "1 while the latest attempt has failed.",
                WEBHOOK,
                () -> waiting.get().stream().map(each -> AskedGauges.Point.of(each.webhook(), each.failing())));
        for (String webhook : webhooks) {
            for (Outcome outcome : Outcome.values()) {
                deliveries.labelValues(webhook, CheckInMetrics.word(outcome));
            }
            for (Reason reason : Reason.values()) {
                deadLetters.labelValues(webhook, CheckInMetrics.word(reason));
            }
            missed.labelValues(webhook);
        }
    }

    /** An attempt was made. */
    public void tried(String webhook, Outcome outcome, long nanos) {
        deliveries.labelValues(webhook, CheckInMetrics.word(outcome)).inc();
        duration.labelValues(webhook).observe(nanos / NANOS_A_SECOND);
    }

    /** An event was given up. */
    public void deadLetter(String webhook, Reason reason) {
        deadLetters.labelValues(webhook, CheckInMetrics.word(reason)).inc();
    }

    /** Events were dropped. */
    public void missed(String webhook) {
        missed.labelValues(webhook).inc();
    }

    /** What came of an attempt. */
    public enum Outcome {
        /** The receiver has it. */
        DELIVERED,
        /** The receiver never takes it. */
        REFUSED,
        /** The receiver wants no more. */
        GONE,
        /** It is tried again. */
        FAILED
    }

    /** Why an event was given up. */
    public enum Reason {
        /** The receiver never takes it. */
        REFUSED,
        /** It was tried for too long. */
        TOO_OLD,
        /** The receiver wants no more. */
        GONE
    }

    /** How one webhook gets on now. */
    public record Waiting(String webhook, int queued, double oldestSeconds, boolean failing) {}
}
