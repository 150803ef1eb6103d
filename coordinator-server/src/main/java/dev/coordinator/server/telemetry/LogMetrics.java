package dev.coordinator.server.telemetry;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/** Groups of commands on their way through the log, told by the node that leads. */
public final class LogMetrics {

    /** From a commit on a quick disk to a wait that a client gives up. */
    static final double[] UPPER_BOUNDS_SECONDS = {0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5
    };

    private static final double[] UPPER_BOUNDS_COMMANDS = {0, 1, 4, 16, 64, 256, 1024, 4096, 8192};

    private final DistributionDataPoint queued;
    private final DistributionDataPoint committed;
    private final DistributionDataPoint applied;
    private final DistributionDataPoint commands;

    LogMetrics(PrometheusRegistry registry) {
        Histogram stages = Histogram.builder()
                .name("coordinator_group_stage_seconds")
                .help(
                        "How long groups of commands took at the node that leads: gathering (queue), from there until a quorum"
                                + " had them (commit), and being applied (apply).")
                .unit(Unit.SECONDS)
                .labelNames("stage")
                .classicUpperBounds(UPPER_BOUNDS_SECONDS)
                .classicOnly()
                .register(registry);
        queued = stages.labelValues("queue");
        committed = stages.labelValues("commit");
        applied = stages.labelValues("apply");
        commands = Histogram.builder()
                .name("coordinator_group_commands")
                .help("Commands in a group; none in one that brings time alone.")
                .classicUpperBounds(UPPER_BOUNDS_COMMANDS)
                .classicOnly()
                .register(registry)
                .labelValues();
    }

    /** A group was closed, so long after the first of its commands came. */
    public void closed(int size, long nanos) {
        commands.observe(size);
        if (size > 0) {
            queued.observe(Unit.nanosToSeconds(nanos));
        }
    }

    /** A quorum has a group, so long after it was closed. */
    public void committed(long nanos) {
        committed.observe(Unit.nanosToSeconds(nanos));
    }

    /** A group was applied, in so long. */
    public void applied(long nanos) {
        applied.observe(Unit.nanosToSeconds(nanos));
    }
}
