package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.List;

/** What settings are allowed; every violated rule is named, not only the first. */
final class SettingsRules {

    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;
    private static final long MOST_RETENTION = 30 * DAY;

    private SettingsRules() {}

    static List<Violation> violationsOf(PoolSettings settings) {
        List<Violation> found = new ArrayList<>();
        long interval = settings.checkInIntervalMillis();
        long ttl = settings.leaseTtlMillis();
        within(found, "check_in_interval_ms", interval, 100, HOUR);
        within(found, "lease_ttl_ms", ttl, 1, Limits.LONGEST_LEASE_MILLIS);
        within(found, "safety_margin_ms", settings.safetyMarginMillis(), 1, DAY);
        within(found, "retention_ms", settings.retentionMillis(), 1, MOST_RETENTION);
        within(found, "flap_window_ms", settings.flapWindowMillis(), 0, DAY);
        within(found, "min_candidates", settings.minCandidates(), 1, 100);
        within(found, "bootstrap_wait_ms", settings.bootstrapWaitMillis(), 0, DAY);
        within(found, "drain_timeout_ms", settings.drainTimeoutMillis(), 100, HOUR);
        within(found, "hold_down_ms", settings.holdDownMillis(), 0, DAY);
        together(found, settings, inReach(interval), inReach(ttl));
        return found;
    }

    /** A rule that no value of its field could keep, because another field is out of its own range, is not told. */
    private static void together(List<Violation> found, PoolSettings settings, long interval, long ttl) {
        if (3 * interval <= Limits.LONGEST_LEASE_MILLIS && ttl < 3 * interval) {
            found.add(new Violation(
                    "lease_ttl_ms",
                    "at least 3 check_in_interval_ms = " + 3 * interval,
                    Long.toString(settings.leaseTtlMillis())));
        }
        if (ttl > interval && settings.safetyMarginMillis() > ttl - interval) {
            found.add(new Violation(
                    "safety_margin_ms",
                    "at most lease_ttl_ms - check_in_interval_ms = " + (ttl - interval),
                    Long.toString(settings.safetyMarginMillis())));
        }
        if (ttl < MOST_RETENTION && settings.retentionMillis() <= ttl) {
            found.add(new Violation(
                    "retention_ms", "above lease_ttl_ms = " + ttl, Long.toString(settings.retentionMillis())));
        }
    }

    /** Far outside of every range is as good as further: rules on two fields must not overflow. */
    private static long inReach(long millis) {
        return Math.max(-YEAR, Math.min(YEAR, millis));
    }

    private static void within(List<Violation> found, String field, long value, long least, long most) {
        if (value < least || value > most) {
            found.add(new Violation(field, least + " to " + most, Long.toString(value)));
        }
    }
}
