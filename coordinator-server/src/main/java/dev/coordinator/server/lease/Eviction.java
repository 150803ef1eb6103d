package dev.coordinator.server.lease;

/**
 * An operator's word that ended a run.
 *
 * @param run which one; it never has the seat again. A bare client's ends with its lease: what comes then is another
 * @param at in cluster time; the run is remembered for the retention from then on
 * @param wallMillis when, by the leader's wall clock; for people
 */
public record Eviction(Incarnation run, ClusterTime at, long wallMillis, Actor actor) {}
