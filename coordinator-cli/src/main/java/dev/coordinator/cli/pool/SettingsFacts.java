package dev.coordinator.cli.pool;

import dev.coordinator.cli.text.Facts;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.v1.PoolSettings;

/** A pool's settings, one a line, under the names of the options that set them. */
final class SettingsFacts {

    private SettingsFacts() {}

    static void add(Facts facts, PoolSettings settings) {
        facts.add("check-in-interval", HumanDuration.exact(settings.getCheckInIntervalMs()))
                .add("lease-ttl", HumanDuration.exact(settings.getLeaseTtlMs()))
                .add("safety-margin", HumanDuration.exact(settings.getSafetyMarginMs()))
                .add("retention", HumanDuration.exact(settings.getRetentionMs()))
                .add("flap-window", HumanDuration.exact(settings.getFlapWindowMs()))
                .add("min-candidates", Integer.toString(settings.getMinCandidates()))
                .add("bootstrap-wait", bootstrapWait(settings))
                .add("drain-timeout", HumanDuration.exact(settings.getDrainTimeoutMs()))
                .add("failback", settings.getFailback() ? "yes" : "no")
                .add("hold-down", HumanDuration.exact(settings.getHoldDownMs()));
    }

    private static String bootstrapWait(PoolSettings settings) {
        return settings.getBootstrapWaitMs() == 0
                ? "0 (as long as it takes)"
                : HumanDuration.exact(settings.getBootstrapWaitMs());
    }
}
