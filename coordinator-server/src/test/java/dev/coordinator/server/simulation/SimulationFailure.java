package dev.coordinator.server.simulation;

/** A seed that shows a fault, and its story. */
final class SimulationFailure extends AssertionError {

    static final int SENTENCES = Integer.getInteger("simulation.sentences", 60);

    private final long seed;
    private final String invariant;

    private SimulationFailure(long seed, String invariant, String text, Throwable cause) {
        super(text, cause);
        this.seed = seed;
        this.invariant = invariant;
    }

    static SimulationFailure of(long seed, Throwable cause, World world) {
        String invariant = cause instanceof BrokenInvariant broken ? broken.invariant() : "NothingIsThrown";
        String pool = cause instanceof BrokenInvariant broken ? broken.pool() : "";
        String text = "seed " + seed + " breaks " + invariant + ": " + cause.getMessage() + "\n"
                + "after " + world.timeline().happened() + " events, with " + world.plan() + "\n"
                + world.story().of(pool) + "\n"
                + "Again: mvn test -pl coordinator-server -am -Dtest=SeedTest -Dseed=" + seed
                + " -Dsurefire.failIfNoSpecifiedTests=false";
        return new SimulationFailure(seed, invariant, text, cause);
    }

    long seed() {
        return seed;
    }

    String invariant() {
        return invariant;
    }
}
