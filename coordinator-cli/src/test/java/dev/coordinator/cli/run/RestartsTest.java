package dev.coordinator.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private static final Duration BRIEF = Duration.ofSeconds(1);

    @Test
    void neverMeansNever() {
        assertThat(restarts(Restarts.Policy.NEVER, 5).after(1, BRIEF)).isEmpty();
    }

    @Test
    void onFailureMeansAnyStatusButZero() {
        Restarts restarts = restarts(Restarts.Policy.ON_FAILURE, 5);

        assertThat(restarts.after(0, BRIEF)).isEmpty();
        assertThat(restarts.after(1, BRIEF)).isPresent();
        assertThat(restarts.after(137, BRIEF)).isPresent();
        assertThat(restarts(Restarts.Policy.ALWAYS, 5).after(0, BRIEF)).isPresent();
    }

    @Test
    void delaysDoubleUpToTheLongestAndAreSpread() {
        Set<Duration> firsts = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed * 0x9E3779B97F4A7C15L);
            Restarts restarts = new Restarts(Restarts.Policy.ALWAYS, BRIEF, Duration.ofSeconds(30), 50, random);
            for (long ceiling : new long[] {1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
                Duration delay = restarts.after(1, BRIEF).orElseThrow();
                assertThat(delay.toMillis()).isBetween(ceiling / 2, ceiling);
                if (ceiling == 1_000) {
                    firsts.add(delay);
                }
            }
        }
        assertThat(firsts).hasSizeGreaterThan(50);
    }

    @Test
    void thereAreOnlySoManyInARow() {
        Restarts restarts = restarts(Restarts.Policy.ALWAYS, 2);

        assertThat(restarts.after(1, BRIEF)).isPresent();
        assertThat(restarts.after(1, BRIEF)).isPresent();
        assertThat(restarts.after(1, BRIEF)).isEmpty();
    }

    @Test
    void aSoundRunForgetsThoseBefore() {
        Restarts restarts = restarts(Restarts.Policy.ALWAYS, 1);

        assertThat(restarts.after(1, BRIEF)).isPresent();
        Optional<Duration> afterSoundRun = restarts.after(1, Restarts.SOUND);

        assertThat(afterSoundRun.orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(restarts.after(1, Restarts.SOUND.minusMillis(1))).isEmpty();
    }

    private static Restarts restarts(Restarts.Policy policy, int limit) {
        return new Restarts(policy, Duration.ofSeconds(1), Duration.ofSeconds(30), limit, new Random(1));
    }
}
