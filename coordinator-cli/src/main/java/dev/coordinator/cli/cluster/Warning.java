package dev.coordinator.cli.cluster;

import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Screen;
import java.util.List;

/**
 * Something that a person should look at.
 *
 * @param isGrave whether the cluster stands still, or is one failure away from that
 */
record Warning(boolean isGrave, String sentence) {

    List<String> lines(Screen screen) {
        Paint paint = isGrave ? Paint.BAD : Paint.DOUBTFUL;
        return screen.hanging(isGrave ? "!! " : "!  ", Printable.of(sentence), paint);
    }
}
