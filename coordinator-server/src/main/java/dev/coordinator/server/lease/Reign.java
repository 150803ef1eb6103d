package dev.coordinator.server.lease;

/**
 * One instance's time as primary, under one epoch.
 *
 * @param incarnation the run that was granted it; no other run of the instance inherits it
 * @param sinceWallMillis for people
 */
public record Reign(
        InstanceId primary, Incarnation incarnation, Epoch epoch, ClusterTime since, long sinceWallMillis) {}
