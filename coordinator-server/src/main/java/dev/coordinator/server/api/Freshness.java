package dev.coordinator.server.api;

import dev.coordinator.v1.Consistency;

/** How fresh a read must be, as the wire says it, in our words. */
enum Freshness {
    /** It sees every decision answered before. */
    LINEARIZABLE,
    /** It sees what this node has applied. */
    STALE;

    static Freshness check(Consistency wire, int number, Violations violations) {
        return switch (wire) {
            case CONSISTENCY_UNSPECIFIED, CONSISTENCY_LINEARIZABLE -> LINEARIZABLE;
            case CONSISTENCY_STALE -> STALE;
            case UNRECOGNIZED -> {
                violations.add("consistency", "LINEARIZABLE or STALE", number);
                yield LINEARIZABLE;
            }
        };
    }
}
