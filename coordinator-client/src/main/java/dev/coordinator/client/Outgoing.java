package dev.coordinator.client;

/** What a membership has to say to the coordinator; each carries a sequence number of its own. */
sealed interface Outgoing {

    long seq();

    /**
     * A report.
     *
     * @param handle stands for the declaration where the line can carry handles; 0: there is none
     * @param nonce 0: none
     */
    record CheckIn(long seq, Declaration declaration, Claim claim, long handle, long nonce) implements Outgoing {}

    record Leave(long seq) implements Outgoing {}
}
