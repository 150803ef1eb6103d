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

/**
 * A message of a watch on one line: when, which pool, what kind of thing, and a sentence.
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

    String of(WatchResponse message) {
        return switch (message.getMessageCase()) {
            case POOL ->
                line(
                        "now",
                        message.getPool().getName(),
                        Words.of(message.getPool().getState()),
                        PoolText.paint(message.getPool()),
                        PoolText.sentence(message.getPool()));
            case SYNCED -> line("now", "*", "synced", Paint.PLAIN, "that was the present state; changes follow");
            case CHANGE -> of(message.getChange());
            case RESYNC -> line("now", "*", "resync", Paint.DOUBTFUL, "changes were lost; the present state follows");
            case MESSAGE_NOT_SET -> line("now", "*", "unknown", Paint.DOUBTFUL, "something this coordctl doesn't know");
        };
    }

    private String of(Change change) {
        return line(
                LocalTime.of(change.getTime(), zone),
                change.getPool(),
                Words.of(change.getKind()),
                ChangeText.paint(change),
                ChangeText.sentence(change));
    }

    /** Only the kind is coloured, and only where it is not cut: an escape sequence takes no column. */
    private String line(String time, String pool, String kind, Paint paint, String sentence) {
        String before = padded(shortened(time), terminal() ? TIME_WIDTH - DATE_WIDTH : TIME_WIDTH)
                + padded(Printable.of(pool), POOL_WIDTH);
        String after = padded(kind, KIND_WIDTH) + Printable.of(sentence);
        String cut = screen.cut(before + after);
        int kindStart = before.length();
        int kindEnd = kindStart + kind.length();
        return cut.length() <= kindEnd ? cut : before + screen.paint(paint, kind) + cut.substring(kindEnd);
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
