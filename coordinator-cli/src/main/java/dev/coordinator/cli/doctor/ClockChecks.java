package dev.coordinator.cli.doctor;

import dev.coordinator.v1.PoolSettings;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is looked at in the rate at which time passes.
 *
 * <p>Leases end by the leader's clock, and instances stop by their own: a difference in their rates beyond the safety margin makes two
 * primaries. What the wall clocks say plays no part.
 */
final class ClockChecks {

    /** Of a default safety margin, a tenth of the lease, that is a tenth. */
    private static final double LARGE_RATE_ERROR = 0.01;

    private ClockChecks() {}

    static Stream<Finding> rate(Picture picture) {
        return picture.clock().stream().filter(ClockReading::sameTerm).map(clock -> judged(clock, picture));
    }

    private static Finding judged(ClockReading clock, Picture picture) {
        double error = clock.rateError();
        double margin = smallestMargin(picture);
        if (Math.abs(error) <= LARGE_RATE_ERROR) {
            return Finding.ok(
                    Finding.CLUSTER,
                    "cluster time and this machine's clock pass at one rate, as far as can be told: to "
                            + percent(Math.max(clock.resolution(), 0.001)));
        }
        String what = "cluster time is " + (error > 0 ? "fast" : "slow") + " by " + percent(Math.abs(error))
                + " or more, against this machine's clock";
        String next = "run it on another machine: if it says the same, stop coordinator-server on " + clock.node()
                + " and mend its clock; otherwise mend this machine's";
        return Math.abs(error) >= margin
                ? Finding.problem(
                        clock.node(),
                        what + ", and a pool's safety margin is but " + percent(margin) + ": two may act as primary",
                        next)
                : Finding.warning(clock.node(), what, next);
    }

    private static double smallestMargin(Picture picture) {
        return picture.pools().pools().stream()
                .map(pool -> pool.getSettings())
                .filter(settings -> settings.getLeaseTtlMs() > 0)
                .mapToDouble(ClockChecks::margin)
                .min()
                .orElse(1);
    }

    private static double margin(PoolSettings settings) {
        return (double) settings.getSafetyMarginMs() / settings.getLeaseTtlMs();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
