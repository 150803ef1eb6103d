package dev.coordinator.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The simulation for as long as told: {@code mvn verify -Psoak -Dsoak.minutes=60}. Begins at {@code soak.seed}, or where no
 * other soak has been, and prints what was done and seen in lines that begin with SOAK.
 */
final class Soak {

    @Test
    void whateverGoesWrongEveryPromiseIsKept() throws InterruptedException {
        long began = System.nanoTime();
        long nanos = Duration.ofMinutes(Long.getLong("soak.minutes", 10)).toNanos();
        long first = Long.getLong("soak.seed", System.currentTimeMillis() * 1_000);
        int cores = Runtime.getRuntime().availableProcessors();

        Seeds.Sum sum = new Seeds(first, cores).runWhile(() -> System.nanoTime() - began < nanos);

        long seconds = (System.nanoTime() - began) / 1_000_000_000;
        print(String.format("seeds from %d on, on %d cores, in %,d s", first, cores, seconds));
        sum.lines().forEach(Soak::print);
        assertThat(sum.seeds()).isPositive();
    }

    private static void print(String line) {
        System.out.println("SOAK " + line);
    }
}
