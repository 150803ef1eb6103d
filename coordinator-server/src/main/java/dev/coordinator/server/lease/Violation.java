package dev.coordinator.server.lease;

/**
 * One rule that a request breaks.
 *
 * @param field which field, as the public API names it
 * @param limit what is allowed
 * @param value what was asked
 */
public record Violation(String field, String limit, String value) {}
