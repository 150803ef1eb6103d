package dev.coordinator.server.lease;

/**
 * A moment of cluster time: the leader's time on a log entry.
 *
 * <p>It stands still while no one leads, and is never compared with any other clock.
 *
 * @param millis since the cluster's first entry; never negative
 */
public record ClusterTime(long millis) implements Comparable<ClusterTime> {

    /** Before everything. */
    public static final ClusterTime ZERO = new ClusterTime(0);

    /** After everything. */
    public static final ClusterTime NEVER = new ClusterTime(Long.MAX_VALUE);

    public ClusterTime {
        if (millis < 0) {
            throw new IllegalArgumentException("cluster time is not negative: " + millis);
        }
    }

    /** The moment {@code more} milliseconds later. */
    public ClusterTime plusMillis(long more) {
        return new ClusterTime(Math.addExact(millis, more));
    }

    /** How far this is past {@code earlier}, in milliseconds; negative when it is before. */
    public long millisSince(ClusterTime earlier) {
        return millis - earlier.millis;
    }

    /** Whether this moment has not come yet at {@code now}. */
    public boolean isAfter(ClusterTime now) {
        return millis > now.millis;
    }

    /** The later of two. */
    public static ClusterTime later(ClusterTime a, ClusterTime b) {
        return a.millis >= b.millis ? a : b;
    }

    /** The earlier of two. */
    public static ClusterTime earlier(ClusterTime a, ClusterTime b) {
        return a.millis <= b.millis ? a : b;
    }

    @Override
    public int compareTo(ClusterTime other) {
        return Long.compare(millis, other.millis);
    }

    @Override
    public String toString() {
        return millis + "ms";
    }
}
