package dev.coordinator.server.api;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.SettingsChange;
import dev.coordinator.v1.PoolSettings;
import dev.coordinator.v1.UpdatePoolSettingsRequest;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Changes of settings. The rules themselves depend on what is already set, so the state checks them. */
final class SettingsRequests {

    private SettingsRequests() {}

    static Checked<Command.SetPoolSettings> check(UpdatePoolSettingsRequest request) {
        Violations violations = new Violations();
        PoolSettings set = request.getSettings();
        Fields.pool(request.getPool(), violations);
        Fields.unsigned("settings.check_in_interval_ms", set.getCheckInIntervalMs(), violations);
        Fields.unsigned("settings.lease_ttl_ms", set.getLeaseTtlMs(), violations);
        Fields.unsigned("settings.safety_margin_ms", set.getSafetyMarginMs(), violations);
        Fields.unsigned("settings.retention_ms", set.getRetentionMs(), violations);
        Fields.unsigned("settings.flap_window_ms", set.getFlapWindowMs(), violations);
        Fields.unsigned("settings.bootstrap_wait_ms", set.getBootstrapWaitMs(), violations);
        Fields.unsigned("settings.drain_timeout_ms", set.getDrainTimeoutMs(), violations);
        Fields.unsigned("settings.hold_down_ms", set.getHoldDownMs(), violations);
        violations.require(
                set.getMinCandidates() >= 0,
                "settings.min_candidates",
                "at most " + Integer.MAX_VALUE,
                Integer.toUnsignedLong(set.getMinCandidates()));
        Author author = new Author(request.getRequestedBy(), request.getComment());
        author.check(violations);
        return Checked.of(
                violations,
                () -> new Command.SetPoolSettings(new PoolName(request.getPool()), change(set), author.actor()));
    }

    private static SettingsChange change(PoolSettings set) {
        return new SettingsChange(
                optional(set.hasCheckInIntervalMs(), set.getCheckInIntervalMs()),
                optional(set.hasLeaseTtlMs(), set.getLeaseTtlMs()),
                optional(set.hasSafetyMarginMs(), set.getSafetyMarginMs()),
                optional(set.hasRetentionMs(), set.getRetentionMs()),
                optional(set.hasFlapWindowMs(), set.getFlapWindowMs()),
                set.hasMinCandidates() ? OptionalInt.of(set.getMinCandidates()) : OptionalInt.empty(),
                optional(set.hasBootstrapWaitMs(), set.getBootstrapWaitMs()),
                optional(set.hasDrainTimeoutMs(), set.getDrainTimeoutMs()),
                set.hasFailback() ? Optional.of(set.getFailback()) : Optional.empty(),
                optional(set.hasHoldDownMs(), set.getHoldDownMs()));
    }

    private static OptionalLong optional(boolean isSet, long value) {
        return isSet ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
