package dev.coordinator.server.access;

/**
 * The permission that one call, or one message of a stream, takes.
 *
 * @param pool as the caller wrote it, not checked yet; empty: of no single pool
 * @param instance as the caller wrote it; empty: of none
 */
public record Need(Verb verb, Reach reach, String pool, String instance) {

    /** What a grant must cover. */
    public enum Reach {
        /** The pool and the instance. */
        INSTANCE,
        /** The pool. */
        POOL,
        /** Any pool at all; what is shown is then only of those that may be read. */
        SOME_POOL,
        /** All pools, by the pattern {@code *}: what concerns the whole cluster. */
        EVERY_POOL
    }

    public static Need checkIn(String pool, String instance) {
        return new Need(Verb.CHECK_IN, Reach.INSTANCE, pool, instance);
    }

    public static Need ofPool(Verb verb, String pool) {
        return new Need(verb, Reach.POOL, pool, "");
    }

    public static Need ofSomePool(Verb verb) {
        return new Need(verb, Reach.SOME_POOL, "", "");
    }

    public static Need ofEveryPool(Verb verb) {
        return new Need(verb, Reach.EVERY_POOL, "", "");
    }
}
