package dev.coordinator.server.lease;

/** A run that was asked to prove that it is alive, and the nonce that it has to echo. */
public record Contender(Incarnation run, long nonce) {}
