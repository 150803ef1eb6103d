package dev.coordinator.server.simulation;

import dev.coordinator.client.SimulatedMembership;
import java.util.Optional;

/**
 * Who has said that it holds nothing takes no lease from the answer to an earlier check-in†, from composing on: the
 * coordinator may have given the lease to another.
 */
final class PromisesAreKept implements Rule {

    private final String pool;
    private long promisedSeq;

    PromisesAreKept(String pool) {
        this.pool = pool;
    }

    /** A check-in is composed. */
    void said(SimulatedMembership.Said said) {
        if (said.leave() || (said.holding().isPresent() && said.holding().getAsLong() == 0)) {
            promisedSeq = said.seq();
        }
    }

    /** The answer to a check-in was taken. */
    void heard(long seq, Optional<SimulatedMembership.Belief> before, Optional<SimulatedMembership.Belief> after) {
        if (seq < promisedSeq && after.isPresent() && !after.equals(before)) {
            throw broken(
                    pool,
                    "a lease is taken from the answer to check-in " + seq + ", after the promise of " + promisedSeq);
        }
    }
}
