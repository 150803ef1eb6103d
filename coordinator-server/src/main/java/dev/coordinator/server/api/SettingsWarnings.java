package dev.coordinator.server.api;

import dev.coordinator.server.lease.PoolSettings;
import java.util.ArrayList;
import java.util.List;

/** What is allowed and may still surprise. */
final class SettingsWarnings {

    /** An election among the coordinators can last longer than what such a lease leaves. */
    private static final long SHORT_LEASE_MILLIS = 10_000;

    private SettingsWarnings() {}

    /** A sentence each, for people. */
    static List<String> of(PoolSettings settings) {
        List<String> warnings = new ArrayList<>();
        if (settings.leaseTtlMillis() < SHORT_LEASE_MILLIS) {
            warnings.add("lease_ttl_ms is below " + SHORT_LEASE_MILLIS
                    + ": an election among the coordinators may stop primaries");
        }
        if (settings.drainTimeoutMillis() < settings.checkInIntervalMillis()) {
            warnings.add("drain_timeout_ms is below check_in_interval_ms = " + settings.checkInIntervalMillis()
                    + ": a primary has little time to stop in a planned handover, which is then called off");
        }
        return warnings;
    }
}
