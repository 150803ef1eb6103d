package dev.coordinator.cli.run;

import dev.coordinator.client.Epoch;
import dev.coordinator.client.Lease;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the leases of one epoch are, by what is seen to be left of them from time to time.
 *
 * <p>The first of an epoch says little: it counts from a check-in that may have waited for its answer.
 */
final class LeaseLengths {

    private Optional<Epoch> epoch = Optional.empty();
    private Duration latest = Duration.ZERO;
    private Duration longest = Duration.ZERO;
    private boolean renewed;

    void saw(Lease lease) {
        if (epoch.filter(lease.epoch()::equals).isEmpty()) {
            epoch = Optional.of(lease.epoch());
            longest = Duration.ZERO;
            latest = lease.remaining();
            renewed = false;
        }
        renewed |= lease.remaining().compareTo(latest) > 0;
        latest = lease.remaining();
        longest = latest.compareTo(longest) > 0 ? latest : longest;
    }

    /** Whether a renewal was seen. */
    boolean isRenewed() {
        return renewed;
    }

    Duration longest() {
        return longest;
    }
}
