package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule on a pool's settings, at its very bounds. */
final class SettingsRulesTest {

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    /** In the order of {@link PoolSettings}. */
    private static final List<String> FIELDS = List.of(
            "check_in_interval_ms",
            "lease_ttl_ms",
            "safety_margin_ms",
            "retention_ms",
            "flap_window_ms",
            "min_candidates",
            "bootstrap_wait_ms",
            "drain_timeout_ms",
            "failback",
            "hold_down_ms");

    /** Settings that break no rule, and leave every field room to its own bounds. */
    private static final long[] SOUND = {HOUR, 3 * HOUR, HOUR, DAY, HOUR, 1, 0, 60_000, 0, 0};

    @ParameterizedTest
    @CsvSource({
        "check_in_interval_ms, 100, 3600000",
        "flap_window_ms, 0, 86400000",
        "min_candidates, 1, 100",
        "bootstrap_wait_ms, 0, 86400000",
        "drain_timeout_ms, 100, 3600000",
        "hold_down_ms, 0, 86400000",
        "safety_margin_ms, 1, 7200000",
        "retention_ms, 10800001, 2592000000",
    })
    void fieldKeepsWithinItsBounds(String field, long least, long most) {
        assertThat(violations(field, least)).isEmpty();
        assertThat(violations(field, most)).isEmpty();
        assertThat(violations(field, least - 1)).contains(field);
        assertThat(violations(field, most + 1)).isNotEmpty();
    }

    @Test
    void leaseLastsThreeIntervalsAtLeastAndThreeHoursAtMost() {
        assertThat(violations(settings(1_000, 3_000, 100, DAY))).isEmpty();
        assertThat(violations(settings(1_000, 2_999, 100, DAY))).containsExactly("lease_ttl_ms");
        assertThat(violations(settings(1_000, 3 * HOUR, 100, DAY))).isEmpty();
        assertThat(violations(settings(HOUR, 3 * HOUR - 1, 100, DAY))).containsExactly("lease_ttl_ms");
        assertThat(violations(settings(1_000, 3 * HOUR + 1, 100, DAY))).containsExactly("lease_ttl_ms");
    }

    @Test
    void intervalThatIsItselfTooLongIsTheOnlyComplaint() {
        assertThat(violations(settings(HOUR + 1, 3 * HOUR, 100, DAY))).containsExactly("check_in_interval_ms");
    }

    @Test
    void marginLeavesAnIntervalOfTheLease() {
        assertThat(violations(settings(1_000, 3_000, 2_000, DAY))).isEmpty();
        assertThat(violations(settings(1_000, 3_000, 2_001, DAY))).containsExactly("safety_margin_ms");
        assertThat(violations(settings(1_000, 1_000, 1, DAY))).containsExactly("lease_ttl_ms");
    }

    @Test
    void seatIsRememberedForLongerThanALease() {
        assertThat(violations(settings(1_000, 3_000, 100, 3_001))).isEmpty();
        assertThat(violations(settings(1_000, 3_000, 100, 3_000))).containsExactly("retention_ms");
        assertThat(violations(settings(1_000, 30 * DAY, 100, 30 * DAY))).containsExactly("lease_ttl_ms");
    }

    private static PoolSettings settings(long interval, long ttl, long margin, long retention) {
        return settings(new long[] {interval, ttl, margin, retention, HOUR, 1, 0, 60_000, 0, 0});
    }

    private static PoolSettings settings(long... values) {
        return new PoolSettings(
                values[0],
                values[1],
                values[2],
                values[3],
                values[4],
                (int) values[5],
                values[6],
                values[7],
                false,
                values[9]);
    }

    private static List<String> violations(String field, long value) {
        long[] values = SOUND.clone();
        values[FIELDS.indexOf(field)] = value;
        return violations(settings(values));
    }

    private static List<String> violations(PoolSettings settings) {
        return SettingsRules.violationsOf(settings).stream()
                .map(Violation::field)
                .toList();
    }
}
