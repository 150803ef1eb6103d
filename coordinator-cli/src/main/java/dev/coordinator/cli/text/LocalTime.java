package dev.coordinator.cli.text;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Wall-clock times in the reader's zone, to the second: {@code 2026-03-01T14:05:09}. */
public final class LocalTime {

    private LocalTime() {}

    /** Empty when there is no time. */
    public static String of(Timestamp time, ZoneId zone) {
        if (time.equals(Timestamp.getDefaultInstance())) {
            return "";
        }
        return Instant.ofEpochSecond(time.getSeconds())
                .truncatedTo(ChronoUnit.SECONDS)
                .atZone(zone)
                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }
}
