package dev.coordinator.cli.doctor;

import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolSettings;
import java.util.stream.Stream;

/** What is looked at in pools' settings: what is allowed and has a known risk. */
final class SettingsChecks {

    /** An election among the coordinators can last longer than what a shorter lease leaves. */
    private static final long SHORT_LEASE_MILLIS = 10_000;

    /** Of the lease. A smaller margin leaves nothing to stop in once two clocks' rates differ by a percent. */
    private static final double SMALL_MARGIN = 0.02;

    private SettingsChecks() {}

    static Stream<Finding> risks(Picture picture) {
        return picture.pools().pools().stream().flatMap(SettingsChecks::risks);
    }

    private static Stream<Finding> risks(Pool pool) {
        PoolSettings settings = pool.getSettings();
        Stream.Builder<Finding> risks = Stream.builder();
        if (settings.getLeaseTtlMs() < SHORT_LEASE_MILLIS) {
            risks.add(risk(
                    pool,
                    "lease-ttl is " + exact(settings.getLeaseTtlMs())
                            + ": an election among the coordinators may stop its primary",
                    "--lease-ttl 10s"));
        }
        if (settings.getDrainTimeoutMs() < settings.getCheckInIntervalMs()) {
            risks.add(risk(
                    pool,
                    "drain-timeout is " + exact(settings.getDrainTimeoutMs()) + ", less than the check-in-interval of "
                            + exact(settings.getCheckInIntervalMs()) + ": handovers may be called off",
                    "--drain-timeout " + exact(settings.getCheckInIntervalMs()).replace(" ", "")));
        }
        if (settings.getSafetyMarginMs() < settings.getLeaseTtlMs() * SMALL_MARGIN) {
            risks.add(risk(
                    pool,
                    "safety-margin is " + exact(settings.getSafetyMarginMs()) + " of " + exact(settings.getLeaseTtlMs())
                            + ": it is for the clocks' error and for the time to stop",
                    "--safety-margin " + exact(settings.getLeaseTtlMs() / 10).replace(" ", "")));
        }
        if (settings.getFailback() && settings.getHoldDownMs() < settings.getLeaseTtlMs()) {
            risks.add(risk(
                    pool,
                    "hold-down is " + exact(settings.getHoldDownMs()) + ", less than the lease-ttl of "
                            + exact(settings.getLeaseTtlMs()) + ": failback may follow every recovery at once",
                    "--hold-down 5m"));
        }
        return risks.build();
    }

    private static Finding risk(Pool pool, String what, String setting) {
        return Finding.warning(Finding.pool(pool), what, "coordctl pool set " + pool.getName() + " " + setting);
    }

    private static String exact(long millis) {
        return HumanDuration.exact(millis);
    }
}
