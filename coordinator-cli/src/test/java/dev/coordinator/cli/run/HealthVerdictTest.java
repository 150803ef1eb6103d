package dev.coordinator.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthVerdictTest {

    private final HealthVerdict verdict = new HealthVerdict(3);

    @Test
    void itIsUnhealthyUntilTheFirstSuccess() {
        assertThat(verdict.isHealthy()).isFalse();
        assertThat(verdict.changesBy(false)).isFalse();
        assertThat(verdict.changesBy(true)).isTrue();
        assertThat(verdict.isHealthy()).isTrue();
    }

    @Test
    void soManyFailuresInARowAreNeededAndOneSuccess() {
        verdict.changesBy(true);

        assertThat(verdict.changesBy(false)).isFalse();
        assertThat(verdict.changesBy(false)).isFalse();
        assertThat(verdict.changesBy(true)).isFalse();
        assertThat(verdict.changesBy(false)).isFalse();
        assertThat(verdict.changesBy(false)).isFalse();
        assertThat(verdict.isHealthy()).isTrue();
        assertThat(verdict.changesBy(false)).isTrue();
        assertThat(verdict.isHealthy()).isFalse();
        assertThat(verdict.changesBy(false)).isFalse();
        assertThat(verdict.changesBy(true)).isTrue();
    }
}
