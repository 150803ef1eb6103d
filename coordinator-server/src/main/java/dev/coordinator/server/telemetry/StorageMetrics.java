package dev.coordinator.server.telemetry;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Optional;

/** How this node gets on with its disk: its log, and snapshots of its state. */
public final class StorageMetrics {

    private static final double[] UPPER_BOUNDS_SECONDS = {0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300};
    private static final double MILLIS_A_SECOND = 1000;

    private final DistributionDataPoint writes;
    private final DistributionDataPoint taking;
    private final CounterDataPoint taken;
    private final CounterDataPoint failed;
    private volatile Optional<Kept> kept = Optional.empty();

    StorageMetrics(PrometheusRegistry registry) {
        writes = Histogram.builder()
                .name("coordinator_log_write_seconds")
                .help("Writes to this node's log, until they were on the disk.")
                .unit(Unit.SECONDS)
                .classicUpperBounds(LogMetrics.UPPER_BOUNDS_SECONDS)
                .classicOnly()
                .register(registry)
                .labelValues();
        taking = Histogram.builder()
                .name("coordinator_snapshot_duration_seconds")
                .help("How long snapshots of the state took to be written, until they were on the disk.")
                .unit(Unit.SECONDS)
                .classicUpperBounds(UPPER_BOUNDS_SECONDS)
                .classicOnly()
                .register(registry)
                .labelValues();
        Counter snapshots = Counter.builder()
                .name("coordinator_snapshots_total")
                .help("Snapshots that this node has tried to write.")
                .labelNames("result")
                .register(registry);
        taken = snapshots.labelValues("taken");
        failed = snapshots.labelValues("failed");
        AskedGauges asked = new AskedGauges(registry);
        asked.some(
                "coordinator_snapshot_bytes",
                "How large the latest snapshot on the disk is.",
                () -> kept.map(Kept::bytes));
        asked.some(
                "coordinator_snapshot_index",
                "The last entry that the latest snapshot includes; what came after it is read again at a start.",
                () -> kept.map(Kept::index));
        asked.some(
                "coordinator_snapshot_timestamp_seconds",
                "When the latest snapshot was written, by this machine's clock.",
                () -> kept.map(each -> each.writtenAtMillis() / MILLIS_A_SECOND));
    }

    /** A write to the log took so long. */
    public void written(long nanos) {
        writes.observe(Unit.nanosToSeconds(nanos));
    }

    /** A snapshot was written, in so long. */
    public void snapshotTaken(long nanos) {
        taken.inc();
        taking.observe(Unit.nanosToSeconds(nanos));
    }

    /** One could not be written. */
    public void snapshotFailed() {
        failed.inc();
    }

    /** This is the latest one on the disk. */
    public void snapshotKept(long index, long bytes, long writtenAtMillis) {
        kept = Optional.of(new Kept(index, bytes, writtenAtMillis));
    }

    private record Kept(long index, long bytes, long writtenAtMillis) {}
}
