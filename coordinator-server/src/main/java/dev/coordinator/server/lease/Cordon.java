package dev.coordinator.server.lease;

/**
 * An operator's word that an instance must not be primary.
 *
 * @param until exclusive; {@link ClusterTime#NEVER}: until uncordoned
 */
public record Cordon(ClusterTime until, long sinceWallMillis, Actor actor) {}
