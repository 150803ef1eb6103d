package dev.coordinator.cli.text;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 1.5s}, {@code 2m}, {@code 1h30m}, {@code 7d}. */
public final class HumanDuration {

    private static final Pattern PART = Pattern.compile("\\G\\s*(\\d{1,9})(?:\\.(\\d{1,3}))?\\s*(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private HumanDuration() {}

    /**
     * Reads one, of one or more parts.
     *
     * @return a whole number of milliseconds
     * @throws IllegalArgumentException when it can't be read, in words for people
     */
    public static Duration parse(String text) {
        String trimmed = text.strip();
        if (trimmed.equals("0")) {
            return Duration.ZERO;
        }
        Duration total = Duration.ZERO;
        int end = 0;
        Matcher part = PART.matcher(trimmed);
        while (part.find()) {
            total = total.plus(amount(part));
            end = part.end();
        }
        if (end == 0 || end != trimmed.length() || !total.equals(Duration.ofMillis(total.toMillis()))) {
            throw new IllegalArgumentException("'" + trimmed + "' is not a duration like 500ms, 30s, 2m or 1h30m");
        }
        return total;
    }

    private static Duration amount(Matcher part) {
        Duration unit = UNITS.getOrDefault(part.group(3), Duration.ZERO);
        Duration whole = unit.multipliedBy(Long.parseLong(part.group(1)));
        String thousandths = part.group(2);
        return thousandths == null
                ? whole
                : whole.plus(unit.multipliedBy(Long.parseLong((thousandths + "00").substring(0, 3)))
                        .dividedBy(1000));
    }

    /** To the two largest units, for what passes anyway: {@code 1m 32s}. Rounded down. */
    public static String rough(long millis) {
        if (Long.compareUnsigned(millis, 10_000) < 0) {
            return exact(millis < 1000 ? millis : millis / 100 * 100);
        }
        long seconds = Long.divideUnsigned(millis, 1000);
        if (seconds < 3600) {
            return exact(seconds * 1000);
        }
        return exact(seconds < 86_400 ? seconds / 60 * 60_000 : seconds / 3600 * 3_600_000);
    }

    /** For what must not be understated: {@link #rough} of it, rounded up to the second from ten of them on. */
    public static String roughAtMost(long millis) {
        if (Long.compareUnsigned(millis, 10_000) < 0) {
            return rough(millis < 1000 ? millis : (millis + 99) / 100 * 100);
        }
        return exact((Long.divideUnsigned(millis - 1, 1000) + 1) * 1000);
    }

    /** With nothing lost, for what was set: {@code 1h 1m 1.5s}. */
    public static String exact(long millis) {
        if (millis < 1000) {
            return millis + "ms";
        }
        Duration duration = Duration.ofMillis(millis);
        StringBuilder text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        int rest = duration.toMillisPart();
        if (rest == 0) {
            append(text, duration.toSecondsPart(), "s");
        } else {
            String fraction = String.format("%03d", rest).replaceAll("0+$", "");
            text.append(duration.toSecondsPart()).append('.').append(fraction).append("s ");
        }
        return text.toString().strip();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit).append(' ');
        }
    }
}
