package dev.coordinator.server.simulation;

import static dev.coordinator.server.simulation.PlantedBugs.lease;

import java.util.List;
import java.util.stream.Stream;

/** Those of the {@link PlantedBugs} that only show when an operator ends a run, or schedules a switchover. */
final class PlantedInOperatorsWords {

    private PlantedInOperatorsWords() {}

    static List<PlantedBug> all() {
        return Stream.concat(ofEvictions().stream(), ofAppointments().stream()).toList();
    }

    private static List<PlantedBug> ofAppointments() {
        return List.of(
                lease(
                        "a scheduled switchover begins before its time",
                        "at its time",
                        "Appointments",
                        "!each.due().isAfter(turn.now())",
                        "!each.due().isAfter(turn.now().plusMillis(1000))"),
                lease(
                        "a scheduled switchover is no deadline of its pool",
                        "at its time",
                        "Pool",
                        "appointment.map(Appointment::due).orElse(ClusterTime.NEVER)",
                        "ClusterTime.NEVER"),
                lease(
                        "a snapshot forgets what is scheduled",
                        "exactly once",
                        "Pool",
                        "        pool.appointment = image.appointment();\n",
                        ""),
                lease(
                        "a scheduled switchover that begins stays scheduled",
                        "exactly once",
                        "Appointments",
                        "tell(ChangeKind.SWITCHOVER_BEGUN,",
                        "pool.appoint(Optional.of(appointment)); tell(ChangeKind.SWITCHOVER_BEGUN,"));
    }

    private static List<PlantedBug> ofEvictions() {
        return List.of(
                lease(
                        "an evicted run comes back",
                        "ended for good",
                        "SeatClaim",
                        "if (seat.isEvicted() && !pool.isHeldBy(seat)) {\n            return WAS_EVICTED;",
                        "if (seat.isEvicted() && !pool.isHeldBy(seat)) {\n            return HAS_IT;"),
                lease(
                        "an evicted primary is renewed",
                        "not renewed any more",
                        "DrainCause",
                        "EVICTED(false)",
                        "EVICTED(true)"),
                lease("an eviction hands the lease on at once", "S5", "Evictions", """
                                if (pool.holds(seat.id())) {
                                    drain();
                        """, """
                                if (pool.holds(seat.id())) {
                                    drain();
                                    succession.endReign(Trigger.by(actor, ChangeCause.EVICTED));
                        """));
    }
}
