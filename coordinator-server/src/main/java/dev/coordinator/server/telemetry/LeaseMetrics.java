package dev.coordinator.server.telemetry;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;

/** What was decided about pools while this node led. */
public final class LeaseMetrics {

    private static final double MILLIS_A_SECOND = 1000;
    private static final double[] UPPER_BOUNDS_SECONDS = {0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600, 3600};

    private final Counter changes;
    private final DistributionDataPoint withoutPrimary;

    LeaseMetrics(PrometheusRegistry registry) {
        changes = Counter.builder()
                .name("coordinator_pool_changes_total")
                .help(
                        "What was decided about pools while this node led, and why. A failover is a lease granted to another:"
                                + " kind granted, with the cause that ended the lease before.")
                .labelNames("kind", "cause")
                .register(registry);
        withoutPrimary = Histogram.builder()
                .name("coordinator_time_without_primary_seconds")
                .help("How long pools had no primary before one was granted the lease, their first one left out.")
                .unit(Unit.SECONDS)
                .classicUpperBounds(UPPER_BOUNDS_SECONDS)
                .classicOnly()
                .register(registry)
                .labelValues();
    }

    /** That was decided. */
    public void decided(List<Change> decided) {
        for (Change change : decided) {
            changes.labelValues(CheckInMetrics.word(change.kind()), CheckInMetrics.word(change.cause()))
                    .inc();
            if (change.kind() == ChangeKind.GRANTED && change.cause() != ChangeCause.FIRST) {
                withoutPrimary.observe(change.vacantForMillis() / MILLIS_A_SECOND);
            }
        }
    }
}
