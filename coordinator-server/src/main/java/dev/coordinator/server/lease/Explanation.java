package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What would happen to a pool if its primary died now; in a pool without one, what is about to happen.
 *
 * @param next who would be primary
 * @param worstCaseMillis how long until then at most, in cluster time, if {@code next} is alive and a leader is there;
 *     empty: not by itself
 * @param obstacle why not by itself
 * @param handoverTo who would follow if an operator handed the lease over now and named no one, paused or not
 * @param candidates all but the primary as they rank, {@link #MOST_CANDIDATES} at most, each with what decides its place
 */
public record Explanation(
        PoolView pool,
        Optional<InstanceId> next,
        OptionalLong worstCaseMillis,
        Obstacle obstacle,
        Optional<InstanceId> handoverTo,
        List<Candidate> candidates) {

    /** How many candidates an explanation lists. */
    public static final int MOST_CANDIDATES = 100;

    /** What keeps a pool from having a primary by itself. */
    public enum Obstacle {
        /** Nothing. */
        NONE,
        /** No instance is live, electable and not cordoned. */
        NO_CANDIDATE,
        /** Automatic moves are suspended. */
        PAUSED,
        /** It waits for more instances before its first grant. */
        BOOTSTRAPPING
    }

    public Explanation {
        candidates = List.copyOf(candidates);
    }
}
