package dev.coordinator.server.simulation;

import java.util.List;
import java.util.stream.Stream;

/**
 * The bugs that the simulation must find, each as a patch of the source and with the rule that must see it. A patch whose
 * text is no longer there exactly once fails its test, which says so; then write it anew, so that it plants the same bug.
 */
final class PlantedBugs {

    private static final String LEASE = "coordinator-server/src/main/java/dev/coordinator/server/lease/";
    private static final String REPLICATION = "coordinator-server/src/main/java/dev/coordinator/server/replication/";
    private static final String TICKING = "coordinator-server/src/main/java/dev/coordinator/server/ticking/";
    private static final String CLIENT = "coordinator-client/src/main/java/dev/coordinator/client/";
    private static final String PLAYED = "coordinator-server/src/test/java/dev/coordinator/server/simulation/";

    private PlantedBugs() {}

    static List<PlantedBug> all() {
        return Stream.of(
                        PlantedInReigns.all(),
                        PlantedInSeats.all(),
                        PlantedInOperatorsWords.all(),
                        PlantedInNodes.all(),
                        PlantedInForecasts.all(),
                        PlantedInClaimsAndCopies.all(),
                        PlantedInRecoveriesAndReads.all(),
                        PlantedInClients.all())
                .flatMap(List::stream)
                .toList();
    }

    static PlantedBug lease(
            String name, String promise, Finders finders, String type, String original, String replacement) {
        return new PlantedBug(name, promise, finders, LEASE + type + ".java", original, replacement);
    }

    static PlantedBug replication(
            String name, String promise, Finders finders, String type, String original, String replacement) {
        return new PlantedBug(name, promise, finders, REPLICATION + type + ".java", original, replacement);
    }

    static PlantedBug ticking(
            String name, String promise, Finders finders, String type, String original, String replacement) {
        return new PlantedBug(name, promise, finders, TICKING + type + ".java", original, replacement);
    }

    static PlantedBug client(
            String name, String promise, Finders finders, String type, String original, String replacement) {
        return new PlantedBug(name, promise, finders, CLIENT + type + ".java", original, replacement);
    }

    /** In what is played, and not a part of the product. */
    static PlantedBug played(
            String name, String promise, Finders finders, String type, String original, String replacement) {
        return new PlantedBug(name, promise, finders, PLAYED + type + ".java", original, replacement);
    }
}
