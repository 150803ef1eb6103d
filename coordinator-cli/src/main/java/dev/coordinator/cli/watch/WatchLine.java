package dev.coordinator.cli.watch;

import dev.coordinator.cli.pool.ChangeText;
import dev.coordinator.cli.pool.PoolText;
import dev.coordinator.cli.text.LocalTime;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Screen;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.WatchResponse;
import java.time.ZoneId;
import java.util.List;

/**
 * A message of a watch: when, which pool, what kind of thing, and a sentence. It takes one line, on a terminal as many as it needs.
 *
 * <p>Lines are written as they come, so the columns can't be as wide as the widest: they are as wide as most need.
 * On a terminal the date is left out: who looks at it knows the date, and the sentence needs the room.
 */
final class WatchLine {

    private static final int DATE_WIDTH = "2026-03-01T".length();
    private static final int TIME_WIDTH = "2026-03-01T12:00:00".length();
    private static final int KIND_WIDTH = 10;
    private static final int POOL_WIDTH = 16;

    private final Screen screen;
    private final ZoneId zone;

    WatchLine(Screen screen, ZoneId zone) {
        this.screen = screen;
        this.zone = zone;
    }

    List<String> of(WatchResponse message) {
        return switch (message.getMessageCase()) {
            case POOL ->
                lines(
                        "now",
                        message.getPool().getName(),
                        Words.of(message.getPool().getState()),
                        PoolText.paint(message.getPool()),
                        PoolText.sentence(message.getPool()));
            case SYNCED -> lines("now", "*", "synced", Paint.PLAIN, "that was the present state; changes follow");
            case CHANGE -> of(message.getChange());
            case RESYNC -> lines("now", "*", "resync", Paint.DOUBTFUL, "changes were lost; the present state follows");
            case MESSAGE_NOT_SET ->
                lines("now", "*", "unknown", Paint.DOUBTFUL, "something this coordctl doesn't know");
        };
    }

    private List<String> of(Change change) {
        return lines(
                LocalTime.of(change.getTime(), zone),
                change.getPool(),
                Words.of(change.getKind()),
                ChangeText.paint(change),
                ChangeText.sentence(change, zone));
    }

    private List<String> lines(String time, String pool, String kind, Paint paint, String sentence) {
        String when = padded(shortened(time), terminal() ? TIME_WIDTH - DATE_WIDTH : TIME_WIDTH);
        String before = when + padded(Printable.of(pool), POOL_WIDTH);
        List<String> lines =
                screen.hanging(before + padded(kind, KIND_WIDTH), when.length(), Printable.of(sentence), Paint.PLAIN);
        String first = lines.get(0);
        int kindEnd = before.length() + kind.length();
        lines.set(0, before + screen.paint(paint, kind) + first.substring(kindEnd));
        return lines;
    }

    private boolean terminal() {
        return screen.columns().isPresent();
    }

    private String shortened(String time) {
        return terminal() && time.length() == TIME_WIDTH ? time.substring(DATE_WIDTH) : time;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length()))) + "  ";
    }
}
