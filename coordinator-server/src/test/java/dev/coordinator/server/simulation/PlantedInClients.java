package dev.coordinator.server.simulation;

import static dev.coordinator.server.simulation.Finders.by;
import static dev.coordinator.server.simulation.PlantedBugs.client;

import java.util.List;

/** Those of the {@link PlantedBugs} that are about the client library. */
final class PlantedInClients {

    private PlantedInClients() {}

    static List<PlantedBug> all() {
        return List.of(
                client(
                        "the lease counts from the receipt of the answer",
                        "from the moment it composed the check-in",
                        by(AtMostOneBelieves.class),
                        "Protocol",
                        "Deadline end = attempt.composed().after(valid);",
                        "Deadline end = now.after(valid);"),
                client(
                        "a promise to hold nothing doesn't void the answers to earlier check-ins",
                        "0 = a promise†",
                        by(PromisesAreKept.class),
                        "Attempts",
                        "if (claim.isPromise()) {",
                        "if (claim.isPromise() && latest == 0) {"),
                client(
                        "a lease lasts a tenth of a second longer than it was told",
                        "past that it is no longer primary",
                        by(AtMostOneBelieves.class),
                        "Protocol",
                        "standing = new Holding(epoch, end, Wanted.STAY);",
                        "standing = new Holding(epoch, new Deadline(end.nanos() + 100_000_000), Wanted.STAY);"),
                client(
                        "what a run does depends on the runs before it",
                        "same seed, same run",
                        by(SameSeedSameRun.class),
                        "Protocol",
                        "Deadline end = attempt.composed().after(valid);",
                        """
                        final class Memory { static int answers; }
                        if (++Memory.answers == 1_000) {
                            throw new IllegalStateException("the thousandth answer");
                        }
                        Deadline end = attempt.composed().after(valid);
                        """));
    }
}
