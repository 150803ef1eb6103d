package dev.coordinator.server.telemetry;

import dev.coordinator.server.lease.PoolFigures;
import dev.coordinator.server.telemetry.AskedGauges.Point;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Series for single pools, for the first of them by name, up to the number that is set; there are none unless it is set.
 */
final class PoolMetrics {

    private volatile List<PoolFigures> shown = List.of();
    private volatile int leftOut;

    PoolMetrics(PrometheusRegistry registry) {
        AskedGauges asked = new AskedGauges(registry);
        each(
                asked,
                "coordinator_pool_has_primary",
                "1 if somebody holds the lease of that pool, else 0.",
                pool -> pool.epoch() > 0 ? 1 : 0);
        each(
                asked,
                "coordinator_pool_epoch",
                "The epoch of that pool's primary; 0 while it has none.",
                PoolFigures::epoch);
        each(
                asked,
                "coordinator_pool_candidates",
                "Instances of that pool that could take over from its primary, or become it.",
                PoolFigures::candidates);
        each(
                asked,
                "coordinator_pool_paused",
                "1 while that pool's automatic moves are suspended, else 0.",
                pool -> pool.isPaused() ? 1 : 0);
        asked.number(
                "coordinator_pools_left_out",
                "Pools without series of their own, because metrics.max_pools is lower than their number; 0 while that is 0.",
                () -> leftOut);
    }

    void counted(List<PoolFigures> figures, int others) {
        shown = figures;
        leftOut = others;
    }

    private void each(AskedGauges asked, String name, String help, Function<PoolFigures, Number> value) {
        asked.each(name, help, "pool", () -> points(value));
    }

    private Stream<Point> points(Function<PoolFigures, Number> value) {
        return shown.stream().map(pool -> Point.of(pool.name().value(), value.apply(pool)));
    }
}
