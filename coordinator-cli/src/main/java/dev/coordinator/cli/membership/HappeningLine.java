package dev.coordinator.cli.membership;

import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Screen;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
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

    /** One line; on a terminal as many as it needs. */
    List<String> of(Instant when, Happening happening) {
        String time = (screen.columns().isPresent() ? TIME : DATE_AND_TIME).format(when.atZone(zone)) + "  ";
        String event = happening.event();
        String facts = facts(happening);
        if (facts.isEmpty()) {
            return List.of(time + screen.paint(happening.paint(), event));
        }
        String padding = " ".repeat(Math.max(0, EVENT_WIDTH - event.length()) + 2);
        List<String> lines = screen.hanging(time + event + padding, time.length(), facts, Paint.PLAIN);
        String first = lines.get(0);
        lines.set(0, time + screen.paint(happening.paint(), event) + first.substring(time.length() + event.length()));
        return lines;
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
