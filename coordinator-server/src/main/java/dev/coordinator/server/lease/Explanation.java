package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What would happen to a pool if its primary died now; in a pool without one, what is about to happen.
 *
 * <p>That is: if the primary, whichever of its runs, is never heard of again, every other instance that is on time goes on
 * checking in as it is told and says nothing new, no new one comes, no operator says anything, and a leader is there. Who is overdue
 * is taken for silent, unless nobody else would ever follow.
 *
 * @param next who would be primary
 * @param worstCaseMillis how long until then at most, in cluster time, if {@code next} is alive; empty: not by itself
 * @param obstacle why not by itself, however long it takes
 * @param delayMillis how long, with the lease over, nobody could be chosen before {@code next} can; 0 if at once, or nobody is next
 * @param delayedBy why
 * @param handoverTo who would follow if an operator handed the lease over now and named no one, paused or not
 * @param candidates all but the primary as they rank when {@code next} is chosen, or when the lease ends and nobody is;
 *     {@link #MOST_CANDIDATES} at most, each with what decides its place
 * @param course what time alone would change until then, in order, the first {@link #MOST_FORETOLD}
 */
public record Explanation(
        PoolView pool,
        Optional<InstanceId> next,
        OptionalLong worstCaseMillis,
        Obstacle obstacle,
        long delayMillis,
        Obstacle delayedBy,
        Optional<InstanceId> handoverTo,
        List<Candidate> candidates,
        List<Foretold> course) {

    /** How many candidates an explanation lists. */
    public static final int MOST_CANDIDATES = 100;

    /** How many changes an explanation foretells. */
    public static final int MOST_FORETOLD = 32;

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

    /**
     * A change to come.
     *
     * @param inMillis how long until then, in cluster time
     */
    public record Foretold(long inMillis, Change change) {}

    public Explanation {
        candidates = List.copyOf(candidates);
        course = List.copyOf(course);
    }
}
