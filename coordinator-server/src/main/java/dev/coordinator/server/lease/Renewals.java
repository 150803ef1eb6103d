package dev.coordinator.server.lease;

/** Told of each lease that its holder renews, to be measured: it decides nothing. Must not block, nor throw. */
@FunctionalInterface
public interface Renewals {

    /** Measures nothing. */
    Renewals UNMEASURED = (leftMillis, ttlMillis) -> {};

    /**
     * A check-in renewed a lease.
     *
     * @param leftMillis what was left of it, in cluster time
     * @param ttlMillis how long it is now
     */
    void renewed(long leftMillis, long ttlMillis);
}
