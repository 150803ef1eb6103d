package dev.coordinator.cli.pool;

import dev.coordinator.cli.invocation.DurationOption;
import dev.coordinator.v1.PoolSettings;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One option for each setting; the server knows the rules and the defaults. */
final class SettingsOptions {

    @Option(
            names = "--check-in-interval",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How often instances check in; 100ms to 1h.")
    @Nullable
    private Duration checkInInterval;

    @Option(
            names = "--lease-ttl",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long a lease lasts from its last renewal; at least 3 intervals, at most 3h.")
    @Nullable
    private Duration leaseTtl;

    @Option(
            names = "--safety-margin",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "What the primary leaves unused: clock-rate error and its time to stop.")
    @Nullable
    private Duration safetyMargin;

    @Option(
            names = "--retention",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long a seat is remembered; above the lease's TTL, at most 30d.")
    @Nullable
    private Duration retention;

    @Option(
            names = "--flap-window",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Losses within it count against an instance; at most 24h.")
    @Nullable
    private Duration flapWindow;

    @Option(
            names = "--min-candidates",
            paramLabel = "N",
            description = "Before the first grant only: how many electable instances must be there; 1 to 100.")
    @Nullable
    private Integer minCandidates;

    @Option(
            names = "--bootstrap-wait",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long to wait for them; at most 24h; 0: as long as it takes.")
    @Nullable
    private Duration bootstrapWait;

    @Option(
            names = "--drain-timeout",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long a primary may take to stop before a planned handover is called off; 100ms to 1h.")
    @Nullable
    private Duration drainTimeout;

    @Option(
            names = "--failback",
            negatable = true,
            description = "Whether an instance of higher priority gets the lease back, by a handover.")
    @Nullable
    private Boolean failback;

    @Option(
            names = "--hold-down",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long it must have been healthy before that; at most 24h.")
    @Nullable
    private Duration holdDown;

    /** Only what was named. */
    PoolSettings settings() {
        PoolSettings.Builder settings = PoolSettings.newBuilder();
        millis(checkInInterval, settings::setCheckInIntervalMs);
        millis(leaseTtl, settings::setLeaseTtlMs);
        millis(safetyMargin, settings::setSafetyMarginMs);
        millis(retention, settings::setRetentionMs);
        millis(flapWindow, settings::setFlapWindowMs);
        millis(bootstrapWait, settings::setBootstrapWaitMs);
        millis(drainTimeout, settings::setDrainTimeoutMs);
        millis(holdDown, settings::setHoldDownMs);
        if (minCandidates != null) {
            settings.setMinCandidates(minCandidates);
        }
        if (failback != null) {
            settings.setFailback(failback);
        }
        return settings.build();
    }

    private static void millis(@Nullable Duration duration, Consumer<Long> field) {
        if (duration != null) {
            field.accept(duration.toMillis());
        }
    }
}
