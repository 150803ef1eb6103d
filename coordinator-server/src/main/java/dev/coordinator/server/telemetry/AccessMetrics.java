package dev.coordinator.server.telemetry;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.Optional;

/** Whom this node kept out, and from what. */
public final class AccessMetrics {

    private final Counter unauthenticated;
    private final Counter denied;
    private final CounterDataPoint lost;
    private volatile Optional<Boolean> inForce = Optional.empty();

    AccessMetrics(PrometheusRegistry registry) {
        unauthenticated = Counter.builder()
                .name("coordinator_unauthenticated_total")
                .help("Calls of those who could not show who they are, by the reason.")
                .labelNames("reason")
                .register(registry);
        denied = Counter.builder()
                .name("coordinator_denied_total")
                .help(
                        "Calls, and messages of sessions, of those who are known and may not, by the permission they lacked.")
                .labelNames("verb")
                .register(registry);
        lost = Counter.builder()
                .name("coordinator_audit_lost_total")
                .help("Lines of the audit trail that could not be written in time.")
                .register(registry)
                .labelValues();
        new AskedGauges(registry)
                .some(
                        "coordinator_access_failing",
                        "1 while the access file can't be used, and the rules from before are in force.",
                        () -> inForce.map(all -> all ? 0 : 1));
    }

    /**
     * Somebody could not show who they are.
     *
     * @param reason one of a few
     */
    public void unauthenticated(Enum<?> reason) {
        unauthenticated.labelValues(word(reason)).inc();
    }

    /**
     * Somebody lacked a permission.
     *
     * @param verb one of a few
     */
    public void denied(Enum<?> verb) {
        denied.labelValues(word(verb)).inc();
    }

    /** Whether the rules in force are those of the file. */
    public void looked(boolean isInForce) {
        inForce = Optional.of(isInForce);
    }

    /** A line could not be written in time. */
    public void auditLost() {
        lost.inc();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
