package dev.coordinator.server.simulation;

/**
 * A bug to be found.
 *
 * @param name what it does wrong
 * @param promise which one it breaks
 * @param finders which rules of the simulation must see it
 * @param file whose source is patched, below the root of the repository
 * @param original a piece of its text that is there exactly once, white space aside
 * @param replacement what stands there instead
 */
record PlantedBug(String name, String promise, Finders finders, String file, String original, String replacement) {

    @Override
    public String toString() {
        return name + " (" + promise + ")";
    }
}
