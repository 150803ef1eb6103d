package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;

/** An immutable picture of a pool; seats in order of id, history oldest first. */
public record PoolImage(
        PoolName name,
        SettingsChange set,
        Tenure tenure,
        Optional<InstanceId> lastPrimary,
        List<Change> history,
        List<SeatImage> seats) {}
