package dev.coordinator.client;

import java.time.Instant;
import java.util.Map;

/**
 * The primary of a pool as the last answer showed it; it may have changed since.
 *
 * @param instanceId which instance
 * @param epoch its reign
 * @param since when it was granted, by the coordinators' wall clock; for people only
 * @param address as it reported; may be empty
 * @param labels as it reported
 * @param confirmed it has renewed at least once, so it knows that it is primary
 */
public record KnownPrimary(
        String instanceId, Epoch epoch, Instant since, String address, Map<String, String> labels, boolean confirmed) {

    public KnownPrimary {
        labels = Map.copyOf(labels);
    }
}
