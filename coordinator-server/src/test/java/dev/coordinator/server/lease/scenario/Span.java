package dev.coordinator.server.lease.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 1d2h3m4s5ms}, parts that are zero left out, and {@code 0s}. */
final class Span {

    private static final Pattern SHAPE =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

    private Span() {}

    /** @throws IllegalArgumentException when it is none */
    static long millis(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no time, such as 2m05s or 150ms");
        }
        long sum = 0;
        for (int i = 0; i < MILLIS.length; i++) {
            String part = parts.group(i + 1);
            sum += part == null ? 0 : Math.multiplyExact(Long.parseLong(part), MILLIS[i]);
        }
        return sum;
    }

    static String text(long millis) {
        if (millis < 0) {
            return "-" + text(-millis);
        }
        StringBuilder text = new StringBuilder();
        long rest = millis;
        for (int i = 0; i < MILLIS.length; i++) {
            long part = rest / MILLIS[i];
            rest %= MILLIS[i];
            if (part > 0) {
                text.append(part).append(UNITS[i]);
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
