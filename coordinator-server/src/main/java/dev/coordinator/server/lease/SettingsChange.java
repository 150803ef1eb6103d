package dev.coordinator.server.lease;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is set for a pool; what is empty follows the defaults, the margin 10 % of the TTL. */
public record SettingsChange(
        OptionalLong checkInIntervalMillis,
        OptionalLong leaseTtlMillis,
        OptionalLong safetyMarginMillis,
        OptionalLong retentionMillis,
        OptionalLong flapWindowMillis,
        OptionalInt minCandidates,
        OptionalLong bootstrapWaitMillis,
        OptionalLong drainTimeoutMillis,
        Optional<Boolean> failback,
        OptionalLong holdDownMillis) {

    /** Nothing is set. */
    public static final SettingsChange NONE = new SettingsChange(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            OptionalLong.empty());

    /** This, over what {@code earlier} has set. */
    public SettingsChange over(SettingsChange earlier) {
        return new SettingsChange(
                first(checkInIntervalMillis, earlier.checkInIntervalMillis),
                first(leaseTtlMillis, earlier.leaseTtlMillis),
                first(safetyMarginMillis, earlier.safetyMarginMillis),
                first(retentionMillis, earlier.retentionMillis),
                first(flapWindowMillis, earlier.flapWindowMillis),
                minCandidates.isPresent() ? minCandidates : earlier.minCandidates,
                first(bootstrapWaitMillis, earlier.bootstrapWaitMillis),
                first(drainTimeoutMillis, earlier.drainTimeoutMillis),
                failback.isPresent() ? failback : earlier.failback,
                first(holdDownMillis, earlier.holdDownMillis));
    }

    /** With the defaults filled in. */
    public PoolSettings effective() {
        PoolSettings byDefault = PoolSettings.DEFAULT;
        long ttl = leaseTtlMillis.orElse(byDefault.leaseTtlMillis());
        return new PoolSettings(
                checkInIntervalMillis.orElse(byDefault.checkInIntervalMillis()),
                ttl,
                safetyMarginMillis.orElse(tenPercentRoundedUp(ttl)),
                retentionMillis.orElse(byDefault.retentionMillis()),
                flapWindowMillis.orElse(byDefault.flapWindowMillis()),
                minCandidates.orElse(byDefault.minCandidates()),
                bootstrapWaitMillis.orElse(byDefault.bootstrapWaitMillis()),
                drainTimeoutMillis.orElse(byDefault.drainTimeoutMillis()),
                failback.orElse(byDefault.failback()),
                holdDownMillis.orElse(byDefault.holdDownMillis()));
    }

    /** Margins round up. */
    private static long tenPercentRoundedUp(long ttl) {
        return ttl / 10 + (ttl % 10 == 0 ? 0 : 1);
    }

    private static OptionalLong first(OptionalLong mine, OptionalLong other) {
        return mine.isPresent() ? mine : other;
    }
}
