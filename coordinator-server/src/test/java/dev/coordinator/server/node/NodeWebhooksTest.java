package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.config.WebhookEvent;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.telemetry.WebhookMetrics;
import dev.coordinator.server.webhook.WebhookMeter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packages that don't know one another use the same words. */
final class NodeWebhooksTest {

    @Test
    void whateverIsDecidedCanBeAskedFor() {
        assertThat(names(WebhookEvent.values())).containsExactlyElementsOf(names(ChangeKind.values()));
    }

    @Test
    void whateverComesOfADeliveryIsCounted() {
        assertThat(names(WebhookMetrics.Outcome.values()))
                .containsExactlyElementsOf(names(WebhookMeter.Verdict.values()));
        assertThat(names(WebhookMetrics.Reason.values()))
                .containsExactlyElementsOf(names(WebhookMeter.DeadLetter.values()));
    }

    private static java.util.List<String> names(Enum<?>[] constants) {
        return Stream.of(constants).map(Enum::name).toList();
    }
}
