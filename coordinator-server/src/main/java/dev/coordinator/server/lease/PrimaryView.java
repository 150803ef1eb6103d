package dev.coordinator.server.lease;

import java.util.SortedMap;

/** The primary as everyone may see it. */
public record PrimaryView(
        InstanceId instance,
        Epoch epoch,
        long sinceWallMillis,
        String address,
        SortedMap<String, String> labels,
        boolean confirmed) {}
