package dev.coordinator.server.api.http;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a request is willing to wait: {@code wait=25s}. */
final class WaitTime {

    static final String PARAMETER = "wait";
    static final Duration MOST = Duration.ofMinutes(1);

    static final String PATTERN = "^([0-9]{1,6})(ms|s)$";

    private static final Pattern SHAPE = Pattern.compile(PATTERN);

    private WaitTime() {}

    /** @param given what the parameter says; null: it isn't there */
    static Duration parse(@Nullable List<String> given) throws RefusedException {
        if (given == null) {
            return Duration.ZERO;
        }
        String text = String.join(", ", given);
        Matcher parts = SHAPE.matcher(text);
        if (parts.matches()) {
            long number = Long.parseLong(parts.group(1));
            Duration wait = parts.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
            if (wait.compareTo(MOST) <= 0) {
                return wait;
            }
        }
        throw new RefusedException(Problem.field(
                "INVALID_FIELD",
                Problem.shown(PARAMETER),
                "must be a duration such as 500ms or 25s, at most 60s, once, not " + Problem.shown(text)));
    }
}
