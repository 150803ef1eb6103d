package dev.coordinator.client;

/**
 * What an application does when it becomes primary and when it ceases to be.
 *
 * <p>The calls of one membership come one at a time, in order, on the client's callback executor, and never while another
 * of the same membership is running. Each {@link #onPrimary} is followed by exactly one {@link #onStandby}, which never
 * comes alone; a reign that ends before its {@code onPrimary} could be delivered is not mentioned at all. Check-ins go on
 * meanwhile, however long a call takes. An exception is logged and counts as a return.
 *
 * <p>A step-down can be called off, and the reign goes on. If that is known before {@code onStandby} is called, nothing is
 * said; otherwise {@code onPrimary} comes again with the same epoch, once {@code onStandby} has returned.
 *
 * <p>Calls can come late: {@link Membership#isPrimary()} never does.
 */
public interface PrimaryListener {

    /** Start: this instance holds the lease, and the epoch's number fences what it writes. */
    void onPrimary(Epoch epoch);

    /**
     * Stop, and return when stopped. Unless the lease has already ended ({@link Membership#isPrimary()}), it is held until
     * this returns, and given up right after.
     */
    void onStandby(StandbyReason reason);

    /**
     * Another run of this instance has the seat, or an operator evicted this one. Nothing follows: this membership is over
     * for good. A process that is started anew joins as a new run.
     */
    default void onSuperseded(Successor successor) {}
}
