package dev.coordinator.server.lease;

import java.util.List;

/**
 * What the log asks of the state. Every command yields exactly one {@link Decision}; none throws.
 *
 * <p>Whoever makes one has checked its shape; the state checks all that depends on the state.
 */
public sealed interface Command {

    /**
     * An instance's report.
     *
     * @param supersedes earlier incarnations that are certainly dead, {@link #MOST_SUPERSEDED} at most
     * @param nonce the echo that proves the sender alive, 0 for none
     * @param seq rises with every attempt of an incarnation; 0 exactly for bare clients
     * @param release gives the lease up
     * @param mayCreatePool whether a pool that doesn't exist is to be made
     */
    record CheckIn(
            PoolName pool,
            InstanceId instance,
            Incarnation incarnation,
            List<Incarnation> supersedes,
            long nonce,
            long seq,
            Profile profile,
            Holding holding,
            boolean release,
            boolean mayCreatePool)
            implements Command {

        /** How many predecessors a check-in may name. */
        public static final int MOST_SUPERSEDED = 16;

        public CheckIn {
            supersedes = List.copyOf(supersedes);
            requireBothOrNeither(incarnation, seq);
        }
    }

    /** A check-in that says what the last full one under this handle said. */
    record Renewal(Handle handle, long seq, Holding holding) implements Command {}

    /** Ends one run of an instance. */
    record Leave(PoolName pool, InstanceId instance, Incarnation incarnation, long seq) implements Command {
        public Leave {
            requireBothOrNeither(incarnation, seq);
        }
    }

    /** Changes nothing: once it is applied, everything before it is. */
    record Barrier() implements Command {}

    /** Changes the settings of a pool, making it when there is none. */
    record SetPoolSettings(PoolName pool, SettingsChange change, Actor actor) implements Command {}

    /** Does to an existing pool what an operator asks. */
    record Operate(PoolName pool, Operation operation, Actor actor) implements Command {}

    private static void requireBothOrNeither(Incarnation incarnation, long seq) {
        if (seq < 0 || incarnation.isBare() != (seq == 0)) {
            throw new IllegalArgumentException("an incarnation and a sequence number above 0 come together: "
                    + incarnation + " with sequence number " + seq);
        }
    }
}
