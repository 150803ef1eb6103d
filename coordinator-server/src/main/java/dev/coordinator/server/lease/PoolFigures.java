package dev.coordinator.server.lease;

/**
 * One pool in numbers.
 *
 * @param epoch of its primary; 0 while nobody holds the lease
 * @param candidates instances, its primary left out, that may be chosen
 */
public record PoolFigures(PoolName name, long epoch, int candidates, boolean isPaused) {}
