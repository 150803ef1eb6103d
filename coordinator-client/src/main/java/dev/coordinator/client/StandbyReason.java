package dev.coordinator.client;

/** Why an instance that was primary has to stop. */
public enum StandbyReason {
    /** The coordinator asks for it; the lease is still held until the application has stopped, and may be kept after all. */
    STEP_DOWN,
    /** The application called {@link Membership#release()}; the lease is still held until it has stopped. */
    RELEASED,
    /**
     * The application called {@link Membership#unelectable}; the lease is still held until it has stopped, and may be kept
     * after all if it is {@link Membership#electable} again before.
     */
    UNELECTABLE,
    /** The membership is being closed; the lease is still held until the application has stopped. */
    CLOSED,
    /** No answer came in time and the lease has ended by the local clock. */
    LEASE_ENDED,
    /** The coordinator has ended the epoch. */
    EPOCH_ENDED,
    /** Another run of this instance took the seat, or an operator evicted this one. */
    SUPERSEDED,
    /** The client itself has failed, and believes in no lease any more; its log says why. */
    CLIENT_FAILED
}
