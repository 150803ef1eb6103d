package dev.coordinator.server.watch;

import dev.coordinator.server.lease.PoolName;

/** Which pools a watch is about. */
public sealed interface WatchFilter {

    /** Whether it is about this one. */
    boolean matches(PoolName pool);

    /** One pool. */
    record OnePool(PoolName pool) implements WatchFilter {
        @Override
        public boolean matches(PoolName other) {
            return pool.equals(other);
        }
    }

    /** All pools whose name starts so; with an empty prefix, all. */
    record Prefix(String prefix) implements WatchFilter {
        @Override
        public boolean matches(PoolName pool) {
            return pool.value().startsWith(prefix);
        }
    }
}
