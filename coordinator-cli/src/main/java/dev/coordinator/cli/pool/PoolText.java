package dev.coordinator.cli.pool;

import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.Pool;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pool in words. */
public final class PoolText {

    private PoolText() {}

    /** "held", "vacant (paused)". */
    public static String state(Pool pool) {
        return Words.of(pool.getState()) + (pool.getPaused() ? " (paused)" : "");
    }

    /** In a list of many: "held (paused, alarm, switchover in 8h 12m)". */
    static String flagged(Pool pool, Instant now) {
        String flags = Stream.of(
                        pool.getPaused() ? "paused" : "",
                        AlarmText.isNew(pool, now) ? "alarm" : "",
                        pool.hasScheduledSwitchover() ? ScheduleText.brief(pool.getScheduledSwitchover()) : "")
                .filter(flag -> !flag.isEmpty())
                .collect(Collectors.joining(", "));
        return Words.of(pool.getState()) + (flags.isEmpty() ? "" : " (" + flags + ")");
    }

    /** How well off it is, alarms included. */
    static Paint flaggedPaint(Pool pool, Instant now) {
        return AlarmText.isNew(pool, now) ? Paint.BAD : paint(pool);
    }

    /** Beside its state: "app-1, epoch 17, 1m 32s of the lease left". */
    public static String sentence(Pool pool) {
        return who(pool) + (pool.getPaused() ? " (paused)" : "");
    }

    private static String who(Pool pool) {
        if (pool.hasPrimary()) {
            return pool.getPrimary().getInstanceId() + ", epoch "
                    + pool.getPrimary().getEpoch() + ", " + HumanDuration.rough(pool.getLeaseRemainingMs())
                    + " of the lease left";
        }
        return pool.getDesignated().isEmpty() ? "no primary" : "awaiting " + pool.getDesignated();
    }

    /** How well off it is. */
    public static Paint paint(Pool pool) {
        return switch (pool.getState()) {
            case POOL_STATE_HELD -> pool.getPaused() ? Paint.DOUBTFUL : Paint.GOOD;
            case POOL_STATE_VACANT -> Paint.BAD;
            case POOL_STATE_DESIGNATED,
                    POOL_STATE_DRAINING,
                    POOL_STATE_BOOTSTRAPPING,
                    POOL_STATE_QUIET,
                    POOL_STATE_DELETED -> Paint.DOUBTFUL;
            default -> Paint.PLAIN;
        };
    }

    /** What is left of the lease; empty when no one holds it. */
    static String leaseLeft(Pool pool) {
        return pool.hasPrimary() ? HumanDuration.rough(pool.getLeaseRemainingMs()) : "";
    }
}
