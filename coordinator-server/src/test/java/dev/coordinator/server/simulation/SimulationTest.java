package dev.coordinator.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Thousands of runs in which everything goes wrong that may, and every promise is kept. */
final class SimulationTest {

    private static final long SEEDS = Long.getLong("simulation.seeds", 2_000);
    private static final long FIRST = 1;

    /** Each of these was seen far more often; a run that does a thing seldom proves little of it. */
    private static final long AT_LEAST = 5;

    @Test
    void whateverGoesWrongEveryPromiseIsKept() throws InterruptedException {
        Seeds.Sum sum = new Seeds(FIRST, Runtime.getRuntime().availableProcessors()).run(SEEDS);

        sum.lines().forEach(line -> System.out.println("SIMULATION " + line));
        assertThat(sum.seeds()).isGreaterThanOrEqualTo(SEEDS);
        assertThat(sum.tally().below(AT_LEAST)).as("%s", sum.tally()).isEmpty();
        assertThat(sum.tally().of(Sight.CHECK_INS)).isGreaterThan(100 * SEEDS);
        assertThat(sum.tally().of(Sight.ELECTIONS)).isGreaterThan(SEEDS);
        assertThat(sum.tally().of(Sight.EXPIRIES)).isGreaterThan(SEEDS);
        assertThat(sum.tally().of(Sight.CONTESTS)).isGreaterThan(SEEDS);
        assertThat(sum.tally().of(Sight.CONTESTS_LOST))
                .isBetween(SEEDS / 2, sum.tally().of(Sight.CONTESTS) - SEEDS / 2);
    }
}
