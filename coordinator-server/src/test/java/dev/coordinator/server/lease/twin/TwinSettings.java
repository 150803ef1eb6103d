package dev.coordinator.server.lease.twin;

import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.SettingsChange;
import java.util.ArrayList;
import java.util.List;

/** The contract's table of settings: defaults, and the rules by the names of the fields that break them. */
final class TwinSettings {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private TwinSettings() {}

    static PoolSettings inForce(SettingsChange set) {
        long ttl = set.leaseTtlMillis().orElse(120 * SECOND);
        return new PoolSettings(
                set.checkInIntervalMillis().orElse(30 * SECOND),
                ttl,
                set.safetyMarginMillis().orElse((ttl + 9) / 10),
                set.retentionMillis().orElse(24 * HOUR),
                set.flapWindowMillis().orElse(10 * MINUTE),
                set.minCandidates().orElse(1),
                set.bootstrapWaitMillis().orElse(0),
                set.drainTimeoutMillis().orElse(60 * SECOND),
                set.failback().orElse(false),
                set.holdDownMillis().orElse(5 * MINUTE));
    }

    static List<String> broken(PoolSettings settings) {
        List<String> broken = new ArrayList<>();
        long interval = settings.checkInIntervalMillis();
        long ttl = settings.leaseTtlMillis();
        long margin = settings.safetyMarginMillis();
        long retention = settings.retentionMillis();
        check(broken, "check_in_interval_ms", interval >= 100 && interval <= HOUR);
        check(broken, "lease_ttl_ms", ttl >= 1 && ttl <= 3 * HOUR);
        check(broken, "safety_margin_ms", margin >= 1 && margin <= DAY);
        check(broken, "retention_ms", retention >= 1 && retention <= 30 * DAY);
        check(broken, "flap_window_ms", settings.flapWindowMillis() >= 0 && settings.flapWindowMillis() <= DAY);
        check(broken, "min_candidates", settings.minCandidates() >= 1 && settings.minCandidates() <= 100);
        check(
                broken,
                "bootstrap_wait_ms",
                settings.bootstrapWaitMillis() >= 0 && settings.bootstrapWaitMillis() <= DAY);
        long drain = settings.drainTimeoutMillis();
        check(broken, "drain_timeout_ms", drain >= 100 && drain <= HOUR);
        check(broken, "hold_down_ms", settings.holdDownMillis() >= 0 && settings.holdDownMillis() <= DAY);
        // Open: a rule that no value of its field could keep is not told.
        check(broken, "lease_ttl_ms", ttl >= 3 * interval || 3 * interval > 3 * HOUR);
        check(broken, "safety_margin_ms", margin <= ttl - interval || ttl <= interval);
        check(broken, "retention_ms", retention > ttl || ttl >= 30 * DAY);
        return broken;
    }

    private static void check(List<String> broken, String field, boolean holds) {
        if (!holds) {
            broken.add(field);
        }
    }
}
