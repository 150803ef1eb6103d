package dev.coordinator.cli.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Points in the past as people write them: {@code 2h} ago, {@code 14:30}, {@code 2026-03-01T14:30:00Z}. */
public final class PointInTime {

    private static final int LENGTH_OF_TIMES = "14:30:00".length();
    private static final int LENGTH_OF_DATES = "2026-03-01".length();

    private PointInTime() {}

    /**
     * Reads one: a duration before now; a time of the day, the last one that is past; a date, from its beginning; a date and
     * time, in the zone unless it names an offset.
     *
     * @throws IllegalArgumentException when it can't be read, in words for people
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String trimmed = text.strip();
        try {
            if (trimmed.contains("T")) {
                return dateAndTime(trimmed, zone);
            }
            if (trimmed.contains(":") && trimmed.length() <= LENGTH_OF_TIMES) {
                ZonedDateTime today = now.atZone(zone).with(LocalTime.parse(trimmed));
                return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
            }
            return trimmed.length() == LENGTH_OF_DATES && trimmed.indexOf('-') > 0
                    ? LocalDate.parse(trimmed).atStartOfDay(zone).toInstant()
                    : now.minus(HumanDuration.parse(trimmed));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + trimmed + "' is neither a duration like 2h nor a time like 14:30 or 2026-03-01T14:30", e);
        }
    }

    private static Instant dateAndTime(String text, ZoneId zone) {
        String time = text.substring(text.indexOf('T'));
        boolean offset = time.endsWith("Z") || time.contains("+") || time.contains("-");
        return offset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
