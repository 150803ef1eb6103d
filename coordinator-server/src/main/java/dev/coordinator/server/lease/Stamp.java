package dev.coordinator.server.lease;

/**
 * What the leader's clocks said when a group was closed.
 *
 * @param time cluster time, below {@link #LIMIT_MILLIS}; decides
 * @param wallMillis the wall clock, since 1970; shown to people, decides nothing
 */
public record Stamp(ClusterTime time, long wallMillis) {

    /** Exclusive; so far from the end of the numbers that no deadline overflows. */
    public static final long LIMIT_MILLIS = 1L << 53;

    public Stamp {
        if (time.millis() >= LIMIT_MILLIS) {
            throw new IllegalArgumentException("a stamp is below 2^53 ms, not " + time);
        }
    }
}
