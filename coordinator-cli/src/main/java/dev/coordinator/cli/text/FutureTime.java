package dev.coordinator.cli.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Points in the future as people write them: {@code in 10m}, {@code 22:30}, {@code 2026-03-01T22:30:00Z}. */
public final class FutureTime {

    private static final String IN = "in ";

    private FutureTime() {}

    /**
     * Reads one: a duration from now, with "in" or without; a time of the day, the next one; a date, from its beginning; a
     * date and time, in the zone unless it names an offset. It may be past.
     *
     * @throws IllegalArgumentException when it can't be read, in words for people
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String trimmed = text.strip();
        try {
            if (trimmed.contains("T") || trimmed.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return PointInTime.parse(trimmed, now, zone);
            }
            if (trimmed.contains(":")) {
                ZonedDateTime today = now.atZone(zone).with(LocalTime.parse(trimmed));
                return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
            }
            return now.plus(HumanDuration.parse(trimmed.startsWith(IN) ? trimmed.substring(IN.length()) : trimmed));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + trimmed + "' is neither a time like 22:30 or 2026-03-01T22:30 nor a duration like 'in 10m'",
                    e);
        }
    }
}
