package dev.coordinator.client;

import java.util.LinkedHashSet;
import java.util.List;

/** The endpoints of one cluster. */
final class EndpointList {

    private static final int MOST = 64;

    private EndpointList() {}

    /** Without repetitions. */
    static List<Endpoint> checked(List<? extends Endpoint> endpoints) {
        List<Endpoint> distinct = List.copyOf(new LinkedHashSet<>(endpoints));
        if (distinct.isEmpty() || distinct.size() > MOST) {
            throw new IllegalArgumentException("give 1 to " + MOST + " endpoints, not " + distinct.size());
        }
        return distinct;
    }
}
