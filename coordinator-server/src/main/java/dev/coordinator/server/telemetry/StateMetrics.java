package dev.coordinator.server.telemetry;

import dev.coordinator.server.lease.Census;
import dev.coordinator.server.lease.ClusterTime;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/** The pools and instances there are, as this node has applied them. Every node tells of all of them. */
public final class StateMetrics {

    private static final double MILLIS_A_SECOND = 1000;

    private final Gauge pools;
    private final Gauge instances;
    private final Gauge paused;
    private final Gauge withoutSuccessor;
    private final Gauge clusterTime;
    private final PoolMetrics single;

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
        clusterTime = Gauge.builder()
                .name("coordinator_cluster_time_seconds")
                .help("Cluster time, by which leases end: it goes on by a second a second while any lease is held.")
                .unit(Unit.SECONDS)
                .register(registry);
        single = new PoolMetrics(registry);
    }

    /**
     * They were counted, up to that moment.
     *
     * @param census the pools that it notes one by one get series of their own
     */
    public void counted(Census census, ClusterTime time) {
        clusterTime.set(time.millis() / MILLIS_A_SECOND);
        single.counted(
                census.first(),
                census.first().isEmpty() ? 0 : census.all() - census.first().size());
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
