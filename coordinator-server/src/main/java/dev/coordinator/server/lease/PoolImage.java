package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;

/** An immutable picture of a pool; seats in order of id, history and alarms oldest first. */
public record PoolImage(
        PoolName name,
        SettingsChange set,
        Tenure tenure,
        Optional<InstanceId> lastPrimary,
        Optional<Pause> pause,
        Optional<Appointment> appointment,
        ClusterTime failbackNotBefore,
        List<Alarm> alarms,
        List<Change> history,
        List<SeatImage> seats) {

    public PoolImage {
        alarms = List.copyOf(alarms);
        history = List.copyOf(history);
        seats = List.copyOf(seats);
    }
}
