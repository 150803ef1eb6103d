package dev.coordinator.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShowTest {

    private final List<List<String>> shown = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();
    private final Deque<Optional<Key>> keys = new ArrayDeque<>();
    private Reading reading = Scene.reading();
    private Canvas canvas = new Canvas(80, 24, false);
    private long passed;

    @Test
    void aKeyShowsAtOnce() {
        press("s");
        press("q");

        run();

        assertThat(shown).hasSize(2);
        assertThat(shown.get(0)).anyMatch(line -> line.contains("pools by trouble:"));
        assertThat(shown.get(1)).anyMatch(line -> line.contains("pools by name:"));
    }

    @Test
    void countdownsAreDrawnEverySecondAndNotMoreOften() {
        for (int glance = 0; glance < 10; glance++) {
            idle(() -> passed += 200);
        }
        press("q");

        run();

        assertThat(shown).hasSize(3);
    }

    @Test
    void aNewReadingAndANewSizeAreDrawn() {
        idle(() -> reading = Scene.reading(List.of(), reading.listing(), Optional.empty()));
        idle(() -> canvas = new Canvas(40, 10, false));
        press("q");

        run();

        assertThat(shown).hasSize(3);
        assertThat(shown.get(2)).hasSize(10).allMatch(line -> line.length() <= 40);
    }

    @Test
    void theOpenPoolIsTheOneThatIsRead() {
        keys.add(Optional.of(Key.of(Key.Kind.ENTER)));
        press("q");
        press("q");

        run();

        assertThat(opened).containsExactly("", "d-vacant", "");
    }

    private void press(String key) {
        keys.add(Optional.of(Key.text(key)));
    }

    private void idle(Runnable happening) {
        keys.add(Optional.empty());
        meanwhile.add(happening);
    }

    private void run() {
        Stage stage = new Stage() {
            @Override
            public Canvas canvas() {
                return canvas;
            }

            @Override
            public void show(List<String> lines) {
                shown.add(lines);
            }

            @Override
            public Optional<Key> key(Duration patience) {
                Optional<Key> key = keys.remove();
                if (key.isEmpty()) {
                    meanwhile.remove().run();
                }
                return key;
            }

            @Override
            public void close() {}
        };
        new Show(
                        stage,
                        new Painter(ZoneOffset.UTC),
                        pool -> {
                            if (opened.isEmpty()
                                    || !opened.get(opened.size() - 1).equals(pool)) {
                                opened.add(pool);
                            }
                            return reading;
                        },
                        () -> Scene.after(passed))
                .run(View.first(Order.TROUBLE));
    }
}
