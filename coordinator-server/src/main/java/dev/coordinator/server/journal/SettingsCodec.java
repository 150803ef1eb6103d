package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.SetPoolSettings;
import dev.coordinator.journal.v1.Settings;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.SettingsChange;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Settings ↔ the messages that carry them. */
final class SettingsCodec {

    private SettingsCodec() {}

    static SetPoolSettings.Builder encode(SettingsChange change) {
        SetPoolSettings.Builder out = SetPoolSettings.newBuilder();
        change.checkInIntervalMillis().ifPresent(out::setCheckInIntervalMs);
        change.leaseTtlMillis().ifPresent(out::setLeaseTtlMs);
        change.safetyMarginMillis().ifPresent(out::setSafetyMarginMs);
        change.retentionMillis().ifPresent(out::setRetentionMs);
        change.flapWindowMillis().ifPresent(out::setFlapWindowMs);
        change.minCandidates().ifPresent(out::setMinCandidates);
        change.bootstrapWaitMillis().ifPresent(out::setBootstrapWaitMs);
        return out;
    }

    static SettingsChange decode(SetPoolSettings in) {
        return new SettingsChange(
                optional(in.hasCheckInIntervalMs(), in.getCheckInIntervalMs()),
                optional(in.hasLeaseTtlMs(), in.getLeaseTtlMs()),
                optional(in.hasSafetyMarginMs(), in.getSafetyMarginMs()),
                optional(in.hasRetentionMs(), in.getRetentionMs()),
                optional(in.hasFlapWindowMs(), in.getFlapWindowMs()),
                in.hasMinCandidates() ? OptionalInt.of(in.getMinCandidates()) : OptionalInt.empty(),
                optional(in.hasBootstrapWaitMs(), in.getBootstrapWaitMs()));
    }

    static Settings encode(PoolSettings settings) {
        return Settings.newBuilder()
                .setCheckInIntervalMs(settings.checkInIntervalMillis())
                .setLeaseTtlMs(settings.leaseTtlMillis())
                .setSafetyMarginMs(settings.safetyMarginMillis())
                .setRetentionMs(settings.retentionMillis())
                .setFlapWindowMs(settings.flapWindowMillis())
                .setMinCandidates(settings.minCandidates())
                .setBootstrapWaitMs(settings.bootstrapWaitMillis())
                .build();
    }

    static PoolSettings decode(Settings in) {
        return new PoolSettings(
                in.getCheckInIntervalMs(),
                in.getLeaseTtlMs(),
                in.getSafetyMarginMs(),
                in.getRetentionMs(),
                in.getFlapWindowMs(),
                in.getMinCandidates(),
                in.getBootstrapWaitMs());
    }

    private static OptionalLong optional(boolean present, long value) {
        return present ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
