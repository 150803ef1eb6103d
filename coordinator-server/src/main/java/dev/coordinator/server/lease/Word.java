package dev.coordinator.server.lease;

/**
 * What a check-in says about the lease.
 *
 * @param release it gives the lease up
 * @param succeeds it named the run that held the lease as dead, whose reign was ended by that
 */
record Word(Holding holding, boolean release, boolean succeeds) {

    /** Whether it may be answered PRIMARY with a new epoch, as far as its own word goes. */
    boolean wants() {
        return !release && !(holding instanceof Holding.Claim);
    }
}
