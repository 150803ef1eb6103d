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
        BrokenInvariant broken = cause instanceof BrokenInvariant known ? known : new NothingIsThrown().by(cause);
        String text = "seed " + seed + " breaks " + broken.invariant() + ": " + broken.getMessage() + "\n"
                + "after " + world.timeline().happened() + " events, with " + world.plan() + "\n"
                + world.story().of(broken.pool()) + "\n"
                + "Again: mvn test -pl coordinator-server -am -Dtest=SeedTest -Dseed=" + seed
                + " -Dsurefire.failIfNoSpecifiedTests=false";
        return new SimulationFailure(seed, broken.invariant(), text, broken);
    }

    long seed() {
        return seed;
    }

    String invariant() {
        return invariant;
    }
}
