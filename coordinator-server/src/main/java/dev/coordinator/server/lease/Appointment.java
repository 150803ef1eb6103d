package dev.coordinator.server.lease;

import java.util.Optional;

/**
 * A switchover that an operator has scheduled; it is done once, or dropped.
 *
 * @param to who is to be primary; empty: whoever ranks best then
 * @param due when, in cluster time, which is what counts
 * @param atWallMillis when, by the leader's wall clock at the time it was asked for
 * @param sinceWallMillis when it was asked for, by that clock
 */
public record Appointment(
        Optional<InstanceId> to, ClusterTime due, long atWallMillis, long sinceWallMillis, Actor actor) {

    /** How far ahead one may be. */
    public static final long MOST_AHEAD_MILLIS = 30L * 24 * 3_600_000;

    /** One that comes up so long after its time by the wall clock is dropped: nobody expects it any more. */
    public static final long MOST_LATE_MILLIS = 300_000;

    boolean isTooLate(long wallMillis) {
        return wallMillis - atWallMillis > MOST_LATE_MILLIS;
    }
}
