package dev.coordinator.client;

/**
 * One reign of one primary; its number is the fencing token.
 *
 * <p>Epochs only rise, over the whole cluster (S2): whatever the primary writes to can refuse a lower number than the
 * highest it has seen, and thereby a primary that writes late.
 *
 * @param number from 1 to 2^53 - 1
 */
public record Epoch(long number) implements Comparable<Epoch> {

    private static final long LIMIT = 1L << 53;

    public Epoch {
        if (number < 1 || number >= LIMIT) {
            throw new IllegalArgumentException("epoch must be from 1 to 2^53 - 1, was " + number);
        }
    }

    /** Whether the number on the wire can be an epoch at all. */
    static boolean isValid(long number) {
        return number >= 1 && number < LIMIT;
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
