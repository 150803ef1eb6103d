package dev.coordinator.server.simulation;

/** While something is waited for and nobody says a word the leader's ticks go on, and cluster time with them. */
final class ClusterTimeGoesOn implements Rule {

    /** After nights of which each should have taken nearly all that was left. */
    BrokenInvariant isFarFrom(long untilMillis, long nowMillis) {
        return broken("the quiet time ends at " + untilMillis + "ms, and it is " + nowMillis + "ms still");
    }
}
