package dev.coordinator.server.lease;

import java.util.OptionalLong;

/**
 * A pause or a cordon as readers see it.
 *
 * @param remainingMillis in cluster time; empty: until an operator ends it
 */
public record Suspension(Actor actor, long sinceWallMillis, OptionalLong remainingMillis) {

    static Suspension of(Pause pause, ClusterTime now) {
        return new Suspension(pause.actor(), pause.sinceWallMillis(), remaining(pause.until(), now));
    }

    static Suspension of(Cordon cordon, ClusterTime now) {
        return new Suspension(cordon.actor(), cordon.sinceWallMillis(), remaining(cordon.until(), now));
    }

    private static OptionalLong remaining(ClusterTime until, ClusterTime now) {
        return until.equals(ClusterTime.NEVER) ? OptionalLong.empty() : OptionalLong.of(until.millisSince(now));
    }
}
