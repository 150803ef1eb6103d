package dev.coordinator.server.simulation;

/** What must hold did not. An error, so that nothing on its way catches it as somebody's own trouble. */
final class BrokenInvariant extends AssertionError {

    private final String invariant;
    private final String pool;

    /** @param pool which it was, or empty for all of them */
    BrokenInvariant(Class<? extends Rule> rule, String pool, String what) {
        this(rule.getSimpleName(), pool, what);
    }

    /** @param invariant the simple name of a {@link Rule}'s class */
    BrokenInvariant(String invariant, String pool, String what) {
        super(what);
        this.invariant = invariant;
        this.pool = pool;
    }

    String invariant() {
        return invariant;
    }

    String pool() {
        return pool;
    }
}
