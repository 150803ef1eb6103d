package dev.coordinator.server.simulation;

import static dev.coordinator.server.simulation.Finders.by;
import static dev.coordinator.server.simulation.PlantedBugs.lease;

import java.util.List;

/** Those of the {@link PlantedBugs} that change nothing, and only say what isn't so. */
final class PlantedInForecasts {

    private PlantedInForecasts() {}

    static List<PlantedBug> all() {
        return List.of(
                lease(
                        "a forecast doesn't see that a pause ends",
                        "what time alone changes is foretold",
                        by(ForetoldIsWhatHappens.class),
                        "Sequel",
                        "this.pool = Pool.from(original.image());",
                        """
                        this.pool = Pool.from(original.image());
                        pool.pause(pool.pause().map(pause -> new Pause(ClusterTime.NEVER, 0, pause.actor())));
                        """),
                lease(
                        "a forecast counts on the primary that is dead",
                        "the primary is never heard of again",
                        by(ForetoldIsWhatHappens.class),
                        "Sequel",
                        ".filter(id -> !original.holds(id))",
                        ".filter(id -> true)"));
    }
}
