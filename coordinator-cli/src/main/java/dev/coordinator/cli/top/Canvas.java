package dev.coordinator.cli.top;

import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Screen;
import dev.coordinator.cli.text.Width;
import dev.coordinator.cli.text.Wrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What there is to draw on; at least one column and one row. */
record Canvas(int columns, int rows, boolean colours) {

    Canvas {
        columns = Math.max(1, columns);
        rows = Math.max(1, rows);
    }

    /** Where nothing may be wider than this, less so many columns. */
    Screen screen(int less) {
        return new Screen(OptionalInt.of(Math.max(1, columns - less)), colours);
    }

    Screen screen() {
        return screen(0);
    }

    String line(Paint paint, String text) {
        return screen().paint(paint, screen().cut(Printable.of(text)));
    }

    /** Over as many lines as it takes, that many at most; the last one shows if some were left out. */
    List<String> paragraph(Paint paint, String text, int most) {
        List<String> lines = new ArrayList<>(Wrapped.lines(Printable.of(text), columns));
        if (lines.size() > most) {
            lines.subList(most, lines.size()).clear();
            lines.set(most - 1, Width.fit(lines.get(most - 1), columns - 1) + "…");
        }
        return lines.stream().map(line -> screen().paint(paint, line)).toList();
    }
}
