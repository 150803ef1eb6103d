package dev.coordinator.server.webhook;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What all webhooks of a node share.
 *
 * @param version of this product, for receivers to see
 * @param wallMillis the wall clock, which signatures carry
 * @param random must be safe for use by any thread
 */
public record Surroundings(
        String clusterId,
        String version,
        WebhookBodies bodies,
        WebhookMeter meter,
        LongSupplier monotonicNanos,
        LongSupplier wallMillis,
        RandomGenerator random) {}
