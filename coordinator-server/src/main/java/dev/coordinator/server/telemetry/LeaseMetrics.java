package dev.coordinator.server.telemetry;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was decided about pools while this node led. */
public final class LeaseMetrics {

    private static final double MILLIS_A_SECOND = 1000;
    private static final double[] UPPER_BOUNDS_SECONDS = {0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600, 3600};
    private static final double[] UPPER_BOUNDS_RATIO = {0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};

    /** What people are alarmed at. */
    private static final Map<ChangeKind, Set<ChangeCause>> ALARMING = Map.of(
            ChangeKind.DUAL_CLAIM, Set.of(ChangeCause.NONE),
            ChangeKind.DUPLICATE_ID, Set.of(ChangeCause.NONE),
            ChangeKind.GRANTED, Set.of(ChangeCause.FIRST, ChangeCause.EXPIRED, ChangeCause.UNSAFE_NOW),
            ChangeKind.VACATED, Set.of(ChangeCause.EXPIRED, ChangeCause.UNSAFE_NOW));

    private final Counter changes;
    private final DistributionDataPoint withoutPrimary;
    private final DistributionDataPoint renewals;

    LeaseMetrics(PrometheusRegistry registry) {
        changes = Counter.builder()
                .name("coordinator_pool_changes_total")
                .help(
                        "What was decided about pools while this node led, and why. A failover is a lease granted to another:"
                                + " kind granted, with the cause that ended the lease before.")
                .labelNames("kind", "cause")
                .register(registry);
        // A series that begins with its first event has no rise to be alarmed at.
        ALARMING.forEach((kind, causes) -> causes.forEach(cause -> count(kind, cause)));
        withoutPrimary = Histogram.builder()
                .name("coordinator_time_without_primary_seconds")
                .help("How long pools had no primary before one was granted the lease, their first one left out.")
                .unit(Unit.SECONDS)
                .classicUpperBounds(UPPER_BOUNDS_SECONDS)
                .classicOnly()
                .register(registry)
                .labelValues();
        renewals = Histogram.builder()
                .name("coordinator_renewal_remaining_ratio")
                .help("What part of its lease time a primary had left when it renewed: 1 all of it, 0 none.")
                .unit(Unit.RATIO)
                .classicUpperBounds(UPPER_BOUNDS_RATIO)
                .classicOnly()
                .register(registry)
                .labelValues();
    }

    /** A primary renewed its lease with so much left of it. */
    public void renewed(long leftMillis, long ttlMillis) {
        renewals.observe((double) leftMillis / ttlMillis);
    }

    /** That was decided. */
    public void decided(List<Change> decided) {
        for (Change change : decided) {
            count(change.kind(), change.cause()).inc();
            if (change.kind() == ChangeKind.GRANTED && change.cause() != ChangeCause.FIRST) {
                withoutPrimary.observe(change.vacantForMillis() / MILLIS_A_SECOND);
            }
        }
    }

    private CounterDataPoint count(ChangeKind kind, ChangeCause cause) {
        return changes.labelValues(CheckInMetrics.word(kind), CheckInMetrics.word(cause));
    }
}
