package dev.coordinator.server.simulation;

import static dev.coordinator.server.simulation.PlantedBugs.lease;

import java.util.List;

/** Those of the {@link PlantedBugs} that only show when an operator ends a run. */
final class PlantedInOperatorsWords {

    private PlantedInOperatorsWords() {}

    static List<PlantedBug> all() {
        return ofEvictions();
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
