package dev.coordinator.server.lease;

/**
 * Automatic moves of a pool are suspended.
 *
 * @param until exclusive; {@link ClusterTime#NEVER}: until resumed
 */
public record Pause(ClusterTime until, long sinceWallMillis, Actor actor) {}
