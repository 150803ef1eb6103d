package dev.coordinator.client;

/** A point on the time line of the {@link LeaseClock}; exclusive, so a lease is over at its deadline. */
record Deadline(long nanos) {

    static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

    Deadline orEarlier(Deadline other) {
        return nanos <= other.nanos ? this : other;
    }

    Deadline orLater(Deadline other) {
        return nanos >= other.nanos ? this : other;
    }
}
