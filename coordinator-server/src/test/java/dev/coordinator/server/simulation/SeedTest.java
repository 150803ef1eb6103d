package dev.coordinator.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One seed, for whoever looks into a failure: {@code -Dseed=…}. Without one, that a seed gives the same run twice. */
final class SeedTest {

    @Test
    void oneSeedGivesTheSameRunTwice() {
        long seed = Long.getLong("seed", 1);

        Simulation.Outcome first = Simulation.run(seed);
        Simulation.Outcome second = Simulation.run(seed);

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.events()).isEqualTo(first.events());
    }
}
