package dev.coordinator.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random histories: whatever receivers answer and whoever leads, every event arrives, those of a pool in order. */
final class AtLeastOnceTest {

    private static final int SEEDS = 200;
    private static final int STEPS = 400;
    private static final int MOST_IN_FLIGHT = 3;

    @Test
    void everyEventArrivesAndThoseOfAPoolInOrder() {
        int changes = 0;
        int failures = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Run run = new Run(new Random(seed));
            run.play();
            assertThat(run.arrived).as("seed %d", seed).containsAll(run.decided);
            run.firstArrivals.forEach(
                    (pool, entries) -> assertThat(entries).as("%s", pool).isSorted());
            changes += run.leaders;
            failures += run.failures;
        }
        assertThat(changes).isGreaterThan(SEEDS);
        assertThat(failures).isGreaterThan(SEEDS * 10);
    }

    private static final class Run {
        private final Random random;
        private final Stage stage = Stage.leading(MOST_IN_FLIGHT);
        private final Set<String> decided = new HashSet<>();
        private final Set<String> arrived = new HashSet<>();
        private final Map<String, List<Long>> firstArrivals = new HashMap<>();
        private int leaders;
        private int failures;
        private int former;

        Run(Random random) {
            this.random = random;
        }

        void play() {
            for (int i = 0; i < STEPS; i++) {
                step();
                assertThat(stage.underWay.size() - former).isLessThanOrEqualTo(MOST_IN_FLIGHT);
            }
            for (int i = 0; i < STEPS * 10 && stage.dispatcher.condition().queued() > 0; i++) {
                answer(200);
                stage.advance(Duration.ofSeconds(5));
            }
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> decide();
                case 3, 4, 5, 6 -> answer(random.nextInt(3) == 0 ? 503 : 200);
                case 7 -> stage.report();
                case 8 -> {
                    if (random.nextInt(6) == 0) {
                        leaders++;
                        stage.dispatcher.follow();
                        former = stage.underWay.size();
                        stage.dispatcher = stage.another();
                        stage.lead();
                    }
                }
                default -> stage.advance(Duration.ofMillis(random.nextInt(2_000)));
            }
        }

        private void decide() {
            String pool = "p" + random.nextInt(4);
            stage.decide(pool);
            decided.add(pool + "@" + stage.lastIndex() + "-0");
        }

        private void answer(int status) {
            if (!stage.underWay.isEmpty()) {
                int chosen = random.nextInt(stage.underWay.size());
                former -= chosen < former ? 1 : 0;
                Stage.Sent sent = stage.underWay.remove(chosen);
                failures += status == 200 ? 0 : 1;
                if (status == 200 && arrived.add(sent.body())) {
                    String body = sent.body();
                    int at = body.indexOf('@');
                    firstArrivals
                            .computeIfAbsent(body.substring(0, at), pool -> new ArrayList<>())
                            .add(Long.parseLong(body.substring(at + 1, body.indexOf('-'))));
                }
                sent.taker().accept(Reply.ofStatus(status, Duration.ZERO));
            }
        }
    }
}
