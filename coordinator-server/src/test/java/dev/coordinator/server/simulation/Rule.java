package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.PoolName;
import java.util.function.Supplier;

/**
 * What must hold in a run; a failure names it by its class. Most are asked after every step, and are an {@link Invariant};
 * the others where the thing happens that they are about.
 */
interface Rule {

    default void require(boolean holds, PoolName pool, String otherwise) {
        require(holds, pool, () -> otherwise);
    }

    /** As the other, for what is asked so often that composing the words would cost. */
    default void require(boolean holds, PoolName pool, Supplier<String> otherwise) {
        if (!holds) {
            throw broken(pool.value(), otherwise.get());
        }
    }

    /**
     * It did not hold.
     *
     * @param pool which it was, or empty for all of them
     */
    default BrokenInvariant broken(String pool, String what) {
        return new BrokenInvariant(getClass(), pool, what);
    }

    /** It did not hold, and not in one pool in particular. */
    default BrokenInvariant broken(String what) {
        return broken("", what);
    }
}
