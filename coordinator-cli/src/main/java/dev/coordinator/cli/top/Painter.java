package dev.coordinator.cli.top;

import dev.coordinator.cli.text.Paint;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What is on the screen: the cluster, then the pools or one of them, and the keys in the last line. */
final class Painter {

    private static final String ORDER = "Pools come with what is the matter first: no primary, two claims to one epoch,"
            + " a lease that isn't renewed, no successor, a drain, a pause, frequent losses.";

    /** Each with what it does, from the same column on. */
    private static final List<String> KEYS = List.of(
            "Up, Down, PgUp, PgDn   move",
            "Home                   the first again, whichever that is",
            "End                    the last",
            "Enter                  open the pool: instances, changes, settings",
            "Esc, Backspace         back; in the list, drop the filter",
            "/                      filter by a part of the pool's or the primary's name",
            "s                      order by trouble, name, lease left, latest change",
            "r                      reverse the order",
            "?, h                   this",
            "q                      back; from the list, quit",
            "Ctrl-C                 quit");

    private static final int KEY_WIDTH = "Up, Down, PgUp, PgDn   ".length();

    private final ZoneId zone;

    Painter(ZoneId zone) {
        this.zone = zone;
    }

    /** No line is wider than the canvas, and there are no more of them than it has rows. */
    Frame paint(Reading reading, View view, Moment now, Canvas canvas) {
        if (view.help()) {
            return help(canvas);
        }
        return view.opened().isEmpty() ? list(reading, view, now, canvas) : pool(reading, view, now, canvas);
    }

    private Frame list(Reading reading, View view, Moment now, Canvas canvas) {
        List<Row> rows = Row.of(reading.listing(), view, now);
        PoolList list = new PoolList(reading.listing(), rows, view, canvas);
        List<String> lines = new ArrayList<>(
                new Head(reading, now, zone, canvas).lines(reading.listing().source()));
        if (!reading.listing().source().node().isEmpty()) {
            separate(lines, canvas);
            lines.addAll(list.summary());
        }
        int room = Math.max(1, canvas.rows() - lines.size() - 2);
        lines.addAll(list.page(room));
        return new Frame(
                bounded(lines, footer(view, canvas), canvas),
                rows.stream().map(Row::name).toList(),
                room,
                0);
    }

    private Frame pool(Reading reading, View view, Moment now, Canvas canvas) {
        Detail detail = reading.detail()
                .filter(read -> read.name().equals(view.opened()))
                .orElseGet(() -> Detail.without(view.opened(), new Source("", now, "it is being read", false)));
        List<String> lines = new ArrayList<>(new Head(reading, now, zone, canvas).lines(detail.source()));
        separate(lines, canvas);
        List<String> body = new PoolDetail(detail, now, zone, canvas).lines();
        int room = Math.max(1, canvas.rows() - lines.size() - 1);
        int from = Math.min(view.scroll(), Math.max(0, body.size() - room));
        lines.addAll(body.subList(from, Math.min(body.size(), from + room)));
        String keys = body.size() > room
                ? "Lines " + (from + 1) + " to " + Math.min(body.size(), from + room) + " of " + body.size()
                        + "  Down more  Esc back  ? help"
                : "Esc back  ? help";
        return new Frame(bounded(lines, canvas.line(Paint.HEADING, keys), canvas), List.of(), room, body.size());
    }

    private static Frame help(Canvas canvas) {
        List<String> lines = new ArrayList<>(canvas.screen().lines(ORDER));
        lines.add("");
        KEYS.forEach(key -> lines.addAll(
                canvas.screen().hanging(key.substring(0, KEY_WIDTH), key.substring(KEY_WIDTH), Paint.PLAIN)));
        return new Frame(bounded(lines, canvas.line(Paint.HEADING, "Any key: back  q quit"), canvas), List.of(), 1, 0);
    }

    private static String footer(View view, Canvas canvas) {
        return view.typing()
                ? canvas.line(Paint.HEADING, "Filter: " + view.filter() + "_  Enter keep  Esc drop")
                : canvas.line(Paint.HEADING, "? help  q quit  Enter open  / filter  s order  r reverse");
    }

    private static void separate(List<String> lines, Canvas canvas) {
        if (canvas.rows() >= 16) {
            lines.add("");
        }
    }

    /** The footer stays at the bottom whatever is above it. */
    private static List<String> bounded(List<String> lines, String footer, Canvas canvas) {
        List<String> all = new ArrayList<>(lines.subList(0, Math.min(lines.size(), canvas.rows() - 1)));
        while (all.size() < canvas.rows() - 1) {
            all.add("");
        }
        all.add(footer);
        return all;
    }
}
