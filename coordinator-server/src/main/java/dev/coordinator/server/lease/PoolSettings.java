package dev.coordinator.server.lease;

/**
 * What holds for one pool, defaults filled in. All times in milliseconds.
 *
 * @param checkInIntervalMillis how often instances check in
 * @param leaseTtlMillis how long a lease lasts from its last renewal
 * @param safetyMarginMillis what the holder leaves unused: clock-rate error and the time to stop
 * @param retentionMillis how long a seat is remembered after its last check-in
 * @param flapWindowMillis losses within it count against an instance
 * @param minCandidates how many electable instances must be there before the first grant
 * @param bootstrapWaitMillis how long to wait for them; 0: as long as it takes
 * @param drainTimeoutMillis how long a primary may take to stop before a planned handover is called off
 * @param failback whether one of higher priority gets the lease back
 * @param holdDownMillis how long it must have been healthy before that
 */
public record PoolSettings(
        long checkInIntervalMillis,
        long leaseTtlMillis,
        long safetyMarginMillis,
        long retentionMillis,
        long flapWindowMillis,
        int minCandidates,
        long bootstrapWaitMillis,
        long drainTimeoutMillis,
        boolean failback,
        long holdDownMillis) {

    /** What holds where nothing was set. */
    public static final PoolSettings DEFAULT =
            new PoolSettings(30_000, 120_000, 12_000, 24 * 3_600_000L, 600_000, 1, 0, 60_000, false, 300_000);

    /** How long an answer may be believed, from the moment its check-in was composed. */
    long leaseValidMillis() {
        return leaseTtlMillis - safetyMarginMillis;
    }

    /** How far past the next check-in it was told an instance still counts as fresh. */
    long freshnessMillis() {
        return checkInIntervalMillis / 2;
    }
}
