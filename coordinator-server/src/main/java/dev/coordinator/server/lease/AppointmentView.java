package dev.coordinator.server.lease;

import java.util.Optional;

/**
 * A scheduled switchover as readers see it.
 *
 * @param to who is to be primary; empty: whoever ranks best then
 * @param atWallMillis when, by the leader's wall clock at the time it was asked for
 * @param remainingMillis how long until then, in cluster time
 */
public record AppointmentView(
        Optional<InstanceId> to, long atWallMillis, long sinceWallMillis, long remainingMillis, Actor actor) {

    static AppointmentView of(Appointment appointment, ClusterTime now) {
        return new AppointmentView(
                appointment.to(),
                appointment.atWallMillis(),
                appointment.sinceWallMillis(),
                appointment.due().millisSince(now),
                appointment.actor());
    }
}
