package dev.coordinator.server.roster;

import java.util.random.RandomGenerator;

/**
 * Which data folder a node has: drawn when the folder is made, and gone with it.
 *
 * <p>A node that lost its folder forgot whom it voted for. It gets a new folder and with it a new number, so that the others
 * don't take it for the voter they knew. The nodes that a cluster begins with must know one another before they
 * have met, so theirs is {@link #FIRST}.
 *
 * @param number 1 to 2^31 - 1
 */
public record FolderId(int number) {

    /** Of every node that a cluster begins with. */
    public static final FolderId FIRST = new FolderId(1);

    public FolderId {
        if (number < 1) {
            throw new IllegalArgumentException("a folder's number is 1 to " + Integer.MAX_VALUE + ", not " + number);
        }
    }

    /** A new one, never {@link #FIRST}. */
    public static FolderId draw(RandomGenerator random) {
        return new FolderId(random.nextInt(FIRST.number + 1, Integer.MAX_VALUE));
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
