package dev.coordinator.server.lease;

/**
 * Why a primary is asked to stop. The order is part of the journal: append only.
 *
 * <p>While a planned drain runs the lease is renewed, and the primary stays if the drain fails. Any other drain renews
 * nothing, and ends by the deadline at the latest.
 */
public enum DrainCause {
    /** It said that it must not be primary, while it still is. */
    UNELECTABLE(false),
    /** An operator said that it must not be. */
    CORDONED(false),
    /** An operator moves the lease whatever the primary says. */
    FORCED(false),
    /** An operator hands the lease over. */
    SWITCHOVER(true),
    /** One of higher priority has been healthy for long enough. */
    FAILBACK(true),
    /** An operator ended its run. */
    EVICTED(false);

    private final boolean planned;

    DrainCause(boolean planned) {
        this.planned = planned;
    }

    /** Whether the primary stays if the drain fails. */
    public boolean isPlanned() {
        return planned;
    }

    /** Whether it ends as soon as its holder may be primary again. */
    boolean endsWhenEligible() {
        return this == UNELECTABLE || this == CORDONED;
    }
}
