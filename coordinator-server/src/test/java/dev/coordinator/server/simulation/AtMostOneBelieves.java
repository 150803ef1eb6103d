package dev.coordinator.server.simulation;

import java.util.List;

/** S1 in true time: of those that count apart, two never believe at one moment to hold a pool's lease. */
final class AtMostOneBelieves implements Rule {

    /** @param others who believe at this moment, in whatever pools */
    void check(Beliefs.Belief one, List<Beliefs.Belief> others, long nowNanos) {
        for (Beliefs.Belief other : others) {
            if (other.who().pool().equals(one.who().pool()) && other.who().countsApartFrom(one.who())) {
                throw broken(
                        one.who().pool(),
                        one.who() + " believes to hold epoch " + one.epoch() + ", and " + other.who()
                                + " believes to hold epoch " + other.epoch() + " for another "
                                + (other.untilNanos() - nowNanos) / 1e6 + " ms");
            }
        }
    }
}
