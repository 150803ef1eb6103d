package dev.coordinator.cli.pool;

import dev.coordinator.cli.text.LocalTime;
import dev.coordinator.v1.Alarm;
import dev.coordinator.v1.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Claims to an epoch that was not the claimant's own. */
public final class AlarmText {

    /** The latest alarms are kept as long as the pool; older ones than this are no news. */
    private static final Duration NEWS = Duration.ofDays(1);

    private AlarmText() {}

    /** Whether the pool is to be looked at. */
    public static boolean isNew(Pool pool, Instant now) {
        return pool.getAlarmsList().stream()
                .anyMatch(alarm ->
                        Instant.ofEpochSecond(alarm.getTime().getSeconds()).isAfter(now.minus(NEWS)));
    }

    /** "app-3 (incarnation 7 at 10.0.0.3) claimed epoch 99 while app-1 held, 2026-03-01T12:00:00". */
    static String of(Alarm alarm, ZoneId zone) {
        String holder = alarm.getHolder().isEmpty() ? "no one" : alarm.getHolder();
        return alarm.getInstanceId() + " (" + RunText.of(alarm.getIncarnation(), alarm.getAddress())
                + ") claimed epoch " + Long.toUnsignedString(alarm.getEpoch()) + " while " + holder + " held, "
                + LocalTime.of(alarm.getTime(), zone);
    }
}
