package dev.coordinator.server.lease;

/**
 * When to check in next, from the arrival of the answer.
 *
 * @param exact whether the time is meant for this instance at this moment, and must not be spread by jitter
 */
public record NextCheckIn(long millis, boolean exact) {

    /** No one is asked to come sooner. */
    public static final long FLOOR_MILLIS = 50;

    static NextCheckIn spread(long millis) {
        return new NextCheckIn(Math.max(FLOOR_MILLIS, millis), false);
    }

    static NextCheckIn exactly(long millis) {
        return new NextCheckIn(Math.max(FLOOR_MILLIS, millis), true);
    }
}
