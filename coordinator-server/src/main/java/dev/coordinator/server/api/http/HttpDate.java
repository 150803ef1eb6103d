package dev.coordinator.server.api.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time as HTTP writes it, made once a second. */
record HttpDate(long second, String text) {

    /** With two digits for the day, always. */
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static volatile HttpDate latest = at(0);

    static String now() {
        long second = System.currentTimeMillis() / 1000;
        HttpDate known = latest;
        if (known.second != second) {
            known = at(second);
            latest = known;
        }
        return known.text;
    }

    private static HttpDate at(long second) {
        return new HttpDate(second, FORMAT.format(Instant.ofEpochSecond(second)));
    }
}
