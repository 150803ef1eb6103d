package dev.coordinator.server.webhook;

/**
 * One message to a receiver.
 *
 * @param id the same for every attempt, by every leader
 * @param body likewise
 */
record Delivery(String id, String body) {}
