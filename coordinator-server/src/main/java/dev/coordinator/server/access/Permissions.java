package dev.coordinator.server.access;

import java.util.List;
import java.util.Set;

/** All that one principal may do. What no rule allows is denied. */
record Permissions(List<Rule> rules) {

    static final Permissions NONE = new Permissions(List.of());

    /** @param may with all that is included */
    record Rule(Set<Verb> may, List<Glob> pools, List<Glob> instances) {

        boolean allows(Need need) {
            return may.contains(need.verb())
                    && switch (need.reach()) {
                        case INSTANCE -> Glob.any(pools, need.pool()) && Glob.any(instances, need.instance());
                        case POOL -> Glob.any(pools, need.pool());
                        case SOME_POOL -> !pools.isEmpty();
                        case EVERY_POOL -> pools.stream().anyMatch(Glob::isEverything);
                    };
        }
    }

    Permissions {
        rules = List.copyOf(rules);
    }

    boolean allow(Need need) {
        for (Rule rule : rules) {
            if (rule.allows(need)) {
                return true;
            }
        }
        return false;
    }
}
