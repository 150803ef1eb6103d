package dev.coordinator.server.lease;

/**
 * One run of an instance: random per process start.
 *
 * @param bits any value; 0 stands for a bare client, which has no incarnation and no sequence numbers
 */
public record Incarnation(long bits) {

    /** Of clients that don't say which run they are. */
    public static final Incarnation BARE = new Incarnation(0);

    /** Whether this is no incarnation at all. */
    public boolean isBare() {
        return bits == 0;
    }

    @Override
    public String toString() {
        return isBare() ? "bare" : Long.toUnsignedString(bits);
    }
}
