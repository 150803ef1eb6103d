package dev.coordinator.server.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people write them: a whole number and one binary unit, {@code 64KiB}, {@code 8MiB}. */
final class SizeText {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");
    private static final int KIB_SHIFT = 10;
    private static final int MIB_SHIFT = 20;
    private static final int GIB_SHIFT = 30;

    private SizeText() {}

    static Optional<Long> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "B" -> number;
                    case "KiB" -> number << KIB_SHIFT;
                    case "MiB" -> number << MIB_SHIFT;
                    default -> number << GIB_SHIFT;
                });
    }

    /** In the largest unit that says it exactly. */
    static String write(long bytes) {
        int zeros = Long.numberOfTrailingZeros(bytes);
        if (bytes == 0 || zeros < KIB_SHIFT) {
            return bytes + "B";
        }
        if (zeros < MIB_SHIFT) {
            return (bytes >> KIB_SHIFT) + "KiB";
        }
        return zeros < GIB_SHIFT ? (bytes >> MIB_SHIFT) + "MiB" : (bytes >> GIB_SHIFT) + "GiB";
    }
}
