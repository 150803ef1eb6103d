package dev.coordinator.cli.membership;

import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Screen;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A happening on one line: local time to the millisecond, the event, and its facts as {@code name=value}.
 *
 * <p>On a terminal the date is left out: who looks at it knows the date.
 */
final class HappeningLine {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");
    private static final int EVENT_WIDTH = "SUPERSEDED".length();

    private final Screen screen;
    private final ZoneId zone;

    HappeningLine(Screen screen, ZoneId zone) {
        this.screen = screen;
        this.zone = zone;
    }

    /** Only the event is coloured, and it stands too far to the left to be cut: an escape sequence takes no column. */
    String of(Instant when, Happening happening) {
        String time = (screen.columns().isPresent() ? TIME : DATE_AND_TIME).format(when.atZone(zone)) + "  ";
        String event = happening.event();
        String padding = " ".repeat(Math.max(0, EVENT_WIDTH - event.length()) + 2);
        String line = screen.cut((time + event + padding + facts(happening)).stripTrailing());
        int eventEnd = time.length() + event.length();
        return line.length() < eventEnd
                ? line
                : time + screen.paint(happening.paint(), event) + line.substring(eventEnd);
    }

    private static String facts(Happening happening) {
        return happening.facts().entrySet().stream().map(HappeningLine::fact).collect(Collectors.joining(" "));
    }

    private static String fact(Map.Entry<String, String> fact) {
        String value = Printable.of(fact.getValue());
        boolean bare = value.chars().noneMatch(c -> c == ' ' || c == '"');
        return fact.getKey() + "=" + (bare ? value : '"' + value.replace('"', '\'') + '"');
    }
}
