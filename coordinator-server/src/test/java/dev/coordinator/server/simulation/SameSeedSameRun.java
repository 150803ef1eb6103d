package dev.coordinator.server.simulation;

/** A seed that failed fails again: nothing in a run depends on anything but its seed. */
final class SameSeedSameRun implements Rule {

    BrokenInvariant wentWellAgain(Throwable first) {
        return broken("again the seed went well; at first: " + first.getMessage());
    }
}
