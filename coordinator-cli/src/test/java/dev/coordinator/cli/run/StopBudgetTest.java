package dev.coordinator.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopBudgetTest {

    private static final StopBudget.Settings DEFAULTS = settings(120_000, 12_000, 30_000);
    private static final StopBudget.Settings SHORT = settings(3_000, 300, 1_000);

    @Test
    void theProgramIsKilledSoThatItIsGoneWhenTheLeaseEnds() {
        StopBudget budget = new StopBudget(Duration.ofSeconds(10));

        assertThat(budget.limits(5_000, Duration.ofSeconds(100))).isEqualTo(new Limits(13_975, 14_975));
    }

    @Test
    void whatIsShorterThanTheTimeToStopIsUsedForKilling() {
        StopBudget budget = new StopBudget(Duration.ofSeconds(10));

        assertThat(budget.limits(5_000, Duration.ofSeconds(4))).isEqualTo(new Limits(5_000, 5_375));
        assertThat(budget.limits(5_000, Duration.ofMillis(100))).isEqualTo(new Limits(5_000, 5_000));
        assertThat(budget.limits(5_000, Duration.ofMillis(100)).isTimeToKill(5_000))
                .isTrue();
    }

    @Test
    void theDefaultIsTenSecondsOrWhatTheLeaseLeaves() {
        assertThat(StopBudget.of(Optional.empty(), Optional.of(DEFAULTS)).stop())
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(StopBudget.of(Optional.empty(), Optional.of(SHORT)).stop()).isEqualTo(Duration.ofMillis(600));
        assertThat(StopBudget.of(Optional.empty(), Optional.empty()).stop()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aTimeToStopThatDoesNotFitIsRefusedWithTheSettingsThatItDoesNotFit() {
        Optional<StopBudget.Settings> settings = Optional.of(DEFAULTS);

        assertThat(StopBudget.of(Optional.of(Duration.ofMillis(38_750)), settings)
                        .stop())
                .isEqualTo(Duration.ofMillis(38_750));
        assertThatThrownBy(() -> StopBudget.of(Optional.of(Duration.ofMillis(38_751)), settings))
                .hasMessage("--stop-timeout must be at most 38.75s, was 38.751s: half of lease_ttl - safety_margin -"
                        + " check_in_interval, less 250ms to kill; the pool has lease_ttl 2m, safety_margin 12s,"
                        + " check_in_interval 30s");
    }

    @Test
    void aLeaseThatLeavesNoTimeAtAllIsRefused() {
        assertThatThrownBy(() -> StopBudget.of(Optional.empty(), Optional.of(settings(1_000, 200, 300))))
                .hasMessageStartingWith("the pool's lease is too short to run a program")
                .hasMessageEndingWith("with lease_ttl 1s, safety_margin 200ms, check_in_interval 300ms");
    }

    /** Or every check-in that comes just in time would stop the program. */
    @Test
    void theLongestTimeToStopLeavesRoomWhenTheNextCheckInIsDue() {
        for (StopBudget.Settings settings : new StopBudget.Settings[] {DEFAULTS, SHORT}) {
            StopBudget longest = new StopBudget(settings.mostToStop());
            Duration left = settings.ttl().minus(settings.margin()).minus(settings.interval());

            assertThat(longest.leavesRoom(left)).isTrue();
            assertThat(longest.leavesRoom(left.minusMillis(1))).isFalse();
        }
    }

    @Test
    void aShorterLeaseThanExpectedShortensTheTimeToStop() {
        StopBudget budget = new StopBudget(Duration.ofSeconds(10));

        assertThat(budget.within(Duration.ofSeconds(108))).isEqualTo(budget);
        assertThat(budget.within(Duration.ofMillis(2_700)).stop()).isEqualTo(Duration.ofMillis(650));
        assertThat(budget.within(Duration.ofMillis(90)).stop()).isZero();
    }

    private static StopBudget.Settings settings(long ttl, long margin, long interval) {
        return new StopBudget.Settings(Duration.ofMillis(ttl), Duration.ofMillis(margin), Duration.ofMillis(interval));
    }
}
