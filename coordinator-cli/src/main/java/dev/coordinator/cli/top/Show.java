package dev.coordinator.cli.top;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Draws what is read, and does what is pressed, until the person is done. */
final class Show {

    /** A key shows at once, a new reading and a new size within this. */
    private static final Duration GLANCE = Duration.ofMillis(200);

    /** Countdowns go on at least so often. */
    private static final long REDRAW_MILLIS = 1000;

    private final Stage stage;
    private final Painter painter;
    private final Function<String, Reading> readings;
    private final Supplier<Moment> clock;

    /** @param readings the latest one, of the open pool or of the list */
    Show(Stage stage, Painter painter, Function<String, Reading> readings, Supplier<Moment> clock) {
        this.stage = stage;
        this.painter = painter;
        this.readings = readings;
        this.clock = clock;
    }

    void run(View first) {
        View view = first;
        while (!view.over()) {
            Reading reading = readings.apply(view.opened());
            Canvas canvas = stage.canvas();
            Moment now = clock.get();
            Frame frame = painter.paint(reading, view, now, canvas);
            stage.show(frame.lines());
            view = afterKey(view, reading, canvas, now, frame);
        }
    }

    /** Waits until there is something else to draw. */
    private View afterKey(View view, Reading drawn, Canvas canvas, Moment now, Frame frame) {
        while (true) {
            Optional<Key> key = stage.key(GLANCE);
            if (key.isPresent()) {
                return Hands.press(view, key.get(), frame.names(), frame.page(), frame.length());
            }
            boolean isOld = clock.get().millisSince(now) >= REDRAW_MILLIS;
            if (isOld || !drawn.equals(readings.apply(view.opened())) || !canvas.equals(stage.canvas())) {
                return view;
            }
        }
    }
}
