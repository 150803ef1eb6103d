package dev.coordinator.server.lease;

/**
 * One reign of one primary; its number is the fencing token.
 *
 * <p>Epochs only rise, cluster-wide (S2), and stay below 2^53, so that JSON can carry them.
 *
 * @param number above 0
 */
public record Epoch(long number) implements Comparable<Epoch> {

    /** Exclusive. */
    public static final long LIMIT = 1L << 53;

    public Epoch {
        if (number <= 0 || number >= LIMIT) {
            throw new IllegalArgumentException("an epoch is above 0 and below 2^53, not " + number);
        }
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
