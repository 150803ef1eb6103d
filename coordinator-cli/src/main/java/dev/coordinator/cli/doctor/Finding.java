package dev.coordinator.cli.doctor;

import dev.coordinator.v1.Pool;
import java.util.Optional;

/**
 * What a check has to say about one thing.
 *
 * @param where a node's id, an endpoint, "pool orders" or "cluster"
 * @param what in words that follow the name of that thing
 * @param next what to do about it, a command where there is one; empty: nothing
 */
record Finding(Level level, String where, String what, String next) {

    static final String CLUSTER = "cluster";
    static final String POOLS = "pools";

    private static final String POOL = "pool ";

    static String pool(Pool pool) {
        return POOL + pool.getName();
    }

    /** Which it is about, if it is about one. */
    Optional<String> pool() {
        return where.startsWith(POOL) ? Optional.of(where.substring(POOL.length())) : Optional.empty();
    }

    static Finding problem(String where, String what, String next) {
        return new Finding(Level.PROBLEM, where, what, next);
    }

    static Finding warning(String where, String what, String next) {
        return new Finding(Level.WARNING, where, what, next);
    }

    static Finding ok(String where, String what) {
        return new Finding(Level.OK, where, what, "");
    }
}
