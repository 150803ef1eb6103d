package dev.coordinator.cli.cluster;

import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Screen;

/**
 * Something that a person should look at.
 *
 * @param isGrave whether the cluster stands still, or is one failure away from that
 */
record Warning(boolean isGrave, String sentence) {

    String line(Screen screen) {
        String word = isGrave ? "!! " : "!  ";
        return screen.paint(isGrave ? Paint.BAD : Paint.DOUBTFUL, screen.cut(Printable.of(word + sentence)));
    }
}
