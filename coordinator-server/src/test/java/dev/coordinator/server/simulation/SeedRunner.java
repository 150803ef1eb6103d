package dev.coordinator.server.simulation;

import java.util.function.LongFunction;

/**
 * Runs a seed and says which invariant it breaks, or nothing. Made anew inside a {@link MutantLoader}, whose classes nobody
 * outside knows.
 */
public final class SeedRunner implements LongFunction<String> {

    /** Called by reflection. */
    public SeedRunner() {}

    @Override
    public String apply(long seed) {
        try {
            Simulation.run(seed);
            return "";
        } catch (SimulationFailure failure) {
            return failure.invariant() + "\n" + failure.getMessage();
        }
    }
}
