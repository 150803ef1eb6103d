package dev.coordinator.server.replication;

import dev.coordinator.server.lease.LeaseMachine;
import java.util.function.Function;

/** Reads of the state of this node. Safe for use by any thread; never blocks. */
public interface Reads {

    /** Reads what sees every decision that was answered before this call; needs a quorum. */
    <T> void linearizable(Function<LeaseMachine, T> query, Reader<T> reader);

    /**
     * Reads what this node has applied, however old; needs no quorum. Fails while it has applied nothing since it started.
     */
    <T> void stale(Function<LeaseMachine, T> query, Reader<T> reader);

    /** Waits for a read. Exactly one method is called, once, on any thread. */
    interface Reader<T> {
        /**
         * The query's result.
         *
         * @param logIndex the last entry that it reflects
         */
        void answered(long logIndex, T result);

        /** The read was not made; a retry is always safe. */
        void failed(Failure failure);
    }
}
