package dev.coordinator.client;

import java.util.List;

/** What a membership has to say to the coordinator; each carries a sequence number of its own. */
sealed interface Outgoing {

    long seq();

    /**
     * A report.
     *
     * @param handle stands for the declaration where the line can carry handles; 0: there is none
     * @param nonce 0: none
     * @param supersedes the dead that may have the seat
     */
    record CheckIn(long seq, Declaration declaration, Claim claim, long handle, long nonce, List<Long> supersedes)
            implements Outgoing {}

    record Leave(long seq) implements Outgoing {}
}
