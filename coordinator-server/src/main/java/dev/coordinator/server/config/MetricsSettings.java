package dev.coordinator.server.config;

/**
 * What the page of metrics shows.
 *
 * @param maxPools so many pools get series of their own, the first by name; 0: none
 */
public record MetricsSettings(int maxPools) {

    public MetricsSettings {
        Keys.METRICS_POOLS.check(maxPools);
    }
}
