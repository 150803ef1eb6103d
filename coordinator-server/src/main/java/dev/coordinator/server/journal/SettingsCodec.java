package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.Settings;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.SettingsChange;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Settings ↔ the message that carries them: what is set, or all that holds. */
final class SettingsCodec {

    private SettingsCodec() {}

    static Settings encode(SettingsChange change) {
        Settings.Builder out = Settings.newBuilder();
        change.checkInIntervalMillis().ifPresent(out::setCheckInIntervalMs);
        change.leaseTtlMillis().ifPresent(out::setLeaseTtlMs);
        change.safetyMarginMillis().ifPresent(out::setSafetyMarginMs);
        change.retentionMillis().ifPresent(out::setRetentionMs);
        change.flapWindowMillis().ifPresent(out::setFlapWindowMs);
        change.minCandidates().ifPresent(out::setMinCandidates);
        change.bootstrapWaitMillis().ifPresent(out::setBootstrapWaitMs);
        change.drainTimeoutMillis().ifPresent(out::setDrainTimeoutMs);
        change.failback().ifPresent(out::setFailback);
        change.holdDownMillis().ifPresent(out::setHoldDownMs);
        return out.build();
    }

    static SettingsChange decode(Settings in) {
        return new SettingsChange(
                Wire.optional(in.hasCheckInIntervalMs(), in.getCheckInIntervalMs()),
                Wire.optional(in.hasLeaseTtlMs(), in.getLeaseTtlMs()),
                Wire.optional(in.hasSafetyMarginMs(), in.getSafetyMarginMs()),
                Wire.optional(in.hasRetentionMs(), in.getRetentionMs()),
                Wire.optional(in.hasFlapWindowMs(), in.getFlapWindowMs()),
                in.hasMinCandidates() ? OptionalInt.of(in.getMinCandidates()) : OptionalInt.empty(),
                Wire.optional(in.hasBootstrapWaitMs(), in.getBootstrapWaitMs()),
                Wire.optional(in.hasDrainTimeoutMs(), in.getDrainTimeoutMs()),
                in.hasFailback() ? Optional.of(in.getFailback()) : Optional.empty(),
                Wire.optional(in.hasHoldDownMs(), in.getHoldDownMs()));
    }

    static Settings encodeAll(PoolSettings settings) {
        return Settings.newBuilder()
                .setCheckInIntervalMs(settings.checkInIntervalMillis())
                .setLeaseTtlMs(settings.leaseTtlMillis())
                .setSafetyMarginMs(settings.safetyMarginMillis())
                .setRetentionMs(settings.retentionMillis())
                .setFlapWindowMs(settings.flapWindowMillis())
                .setMinCandidates(settings.minCandidates())
                .setBootstrapWaitMs(settings.bootstrapWaitMillis())
                .setDrainTimeoutMs(settings.drainTimeoutMillis())
                .setFailback(settings.failback())
                .setHoldDownMs(settings.holdDownMillis())
                .build();
    }

    /** What {@link #encodeAll} wrote; a setting that is missing is refused, for its default is not what held. */
    static PoolSettings decodeAll(Settings in) {
        SettingsChange all = decode(in);
        return new PoolSettings(
                present(all.checkInIntervalMillis()),
                present(all.leaseTtlMillis()),
                present(all.safetyMarginMillis()),
                present(all.retentionMillis()),
                present(all.flapWindowMillis()),
                all.minCandidates().orElseThrow(SettingsCodec::missing),
                present(all.bootstrapWaitMillis()),
                present(all.drainTimeoutMillis()),
                all.failback().orElseThrow(SettingsCodec::missing),
                present(all.holdDownMillis()));
    }

    private static long present(OptionalLong setting) {
        return setting.orElseThrow(SettingsCodec::missing);
    }

    private static JournalException missing() {
        return new JournalException("settings of which some are missing");
    }
}
