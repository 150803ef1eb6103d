package dev.coordinator.cli.pool;

import dev.coordinator.cli.text.Facts;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.v1.PoolSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** A pool's settings, one a line, under the names of the options that set them. */
public final class SettingsFacts {

    private SettingsFacts() {}

    /** All ten. */
    public static void add(Facts facts, PoolSettings settings) {
        of(settings).forEach(facts::add);
    }

    /** Each value by its name, in order. */
    static Map<String, String> of(PoolSettings settings) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("check-in-interval", HumanDuration.exact(settings.getCheckInIntervalMs()));
        values.put("lease-ttl", HumanDuration.exact(settings.getLeaseTtlMs()));
        values.put("safety-margin", HumanDuration.exact(settings.getSafetyMarginMs()));
        values.put("retention", HumanDuration.exact(settings.getRetentionMs()));
        values.put("flap-window", HumanDuration.exact(settings.getFlapWindowMs()));
        values.put("min-candidates", Integer.toString(settings.getMinCandidates()));
        values.put("bootstrap-wait", bootstrapWait(settings));
        values.put("drain-timeout", HumanDuration.exact(settings.getDrainTimeoutMs()));
        values.put("failback", settings.getFailback() ? "yes" : "no");
        values.put("hold-down", HumanDuration.exact(settings.getHoldDownMs()));
        return values;
    }

    private static String bootstrapWait(PoolSettings settings) {
        return settings.getBootstrapWaitMs() == 0
                ? "0 (as long as it takes)"
                : HumanDuration.exact(settings.getBootstrapWaitMs());
    }
}
