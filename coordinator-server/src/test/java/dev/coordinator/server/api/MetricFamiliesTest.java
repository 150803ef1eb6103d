package dev.coordinator.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricFamiliesTest {

    private static final String UP = "# HELP up Whether it is.\n# TYPE up gauge\nup 1\n";
    private static final String POOLS = "# TYPE pools gauge\npools{pool=\"a\"} 1\npools{pool=\"bü\"} 2\n";
    private static final String LATE =
            "# HELP late_seconds How late.\n# TYPE late_seconds counter\nlate_seconds_total 3.0\n";

    @Test
    void whatFitsIsLeftAsItIs() {
        String all = UP + POOLS + LATE;

        assertThat(MetricFamilies.within(all, all.length() + 1)).isEqualTo(new MetricFamilies(all, List.of()));
    }

    @Test
    void theLargestFamiliesAreLeftOutWholeAndNamed() {
        assertThat(POOLS.length()).isLessThan(LATE.length());

        assertThat(MetricFamilies.within(UP + POOLS + LATE, UP.length() + POOLS.length() + 1))
                .isEqualTo(new MetricFamilies(UP + POOLS, List.of("late_seconds")));
        assertThat(MetricFamilies.within(UP + POOLS + LATE, UP.length()))
                .isEqualTo(new MetricFamilies(UP, List.of("late_seconds", "pools")));
    }

    @Test
    void bytesCountAndNotCharacters() {
        assertThat(MetricFamilies.within(POOLS, POOLS.length()).leftOut()).containsExactly("pools");
        assertThat(MetricFamilies.within(POOLS, POOLS.length() + 1).leftOut()).isEmpty();
    }

    @Test
    void nothingIsNothing() {
        assertThat(MetricFamilies.within("", 10)).isEqualTo(new MetricFamilies("", List.of()));
    }
}
