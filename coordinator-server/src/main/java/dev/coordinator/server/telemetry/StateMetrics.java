package dev.coordinator.server.telemetry;

import dev.coordinator.server.lease.Census;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The pools and instances there are, as this node has applied them. Every node tells of all of them. */
public final class StateMetrics {

    private final Gauge pools;
    private final Gauge instances;
    private final Gauge paused;
    private final Gauge withoutSuccessor;

    StateMetrics(PrometheusRegistry registry) {
        pools = Gauge.builder()
                .name("coordinator_pools")
                .help("Pools, by what their lease is. Every node tells of all of them.")
                .labelNames("state")
                .register(registry);
        instances = Gauge.builder()
                .name("coordinator_instances")
                .help("Instances, by what they are to their pool. Every node tells of all of them.")
                .labelNames("state")
                .register(registry);
        paused = Gauge.builder()
                .name("coordinator_pools_paused")
                .help("Pools whose automatic moves are suspended.")
                .register(registry);
        withoutSuccessor = Gauge.builder()
                .name("coordinator_pools_without_successor")
                .help("Pools with a primary that no other instance could replace.")
                .register(registry);
    }

    /** They were counted. */
    public void counted(Census census) {
        census.pools()
                .forEach((state, count) ->
                        pools.labelValues(CheckInMetrics.word(state)).set(count));
        census.instances()
                .forEach((state, count) ->
                        instances.labelValues(CheckInMetrics.word(state)).set(count));
        paused.set(census.paused());
        withoutSuccessor.set(census.withoutSuccessor());
    }
}
