package dev.coordinator.server.lease;

import java.util.Optional;
import java.util.OptionalLong;

/** What an operator asks of a pool. Each is safe to repeat: what is so already stays so. */
public sealed interface Operation {

    /**
     * Hands the lease over: the primary is asked to stop, and stays if it doesn't in time.
     *
     * @param to who is to be primary; empty: whoever ranks best now
     */
    record Switchover(Optional<InstanceId> to) implements Operation {}

    /**
     * Moves the lease whatever the primary says: it is not renewed any more. Fills a vacancy too.
     *
     * @param to who is to be primary; empty: whoever ranks best now
     * @param unsafeNow not to wait for the lease to end, which breaks S1 if its holder is alive
     */
    record Failover(Optional<InstanceId> to, boolean unsafeNow) implements Operation {}

    /**
     * Does that later, once: what a {@link Switchover} would do then. Takes the place of one that is scheduled already.
     *
     * @param to who is to be primary; empty: whoever ranks best then
     * @param atWallMillis when, by the wall clock of the leader; {@link Appointment#MOST_AHEAD_MILLIS} ahead at most
     */
    record Schedule(Optional<InstanceId> to, long atWallMillis) implements Operation {}

    /** The scheduled switchover is not to be done. */
    record Unschedule() implements Operation {}

    /** Ends a planned handover: the primary stays. */
    record CallOff() implements Operation {}

    /** No automatic moves from now on; empty: until resumed. */
    record Pause(OptionalLong forMillis) implements Operation {}

    /** Automatic moves again. */
    record Resume() implements Operation {}

    /** The instance must not be primary; empty: until uncordoned. */
    record Cordon(InstanceId instance, OptionalLong forMillis) implements Operation {}

    /** The instance may be primary again, as far as operators go. */
    record Uncordon(InstanceId instance) implements Operation {}

    /**
     * Ends the run that has the seat: it never has it again. If it holds the lease it is asked to stop and not renewed, and
     * the next one follows when it has stopped or its lease has ended.
     *
     * @param run only if it is this one that has the seat; empty: whichever has it
     */
    record Evict(InstanceId instance, Optional<Incarnation> run) implements Operation {}

    /** The pool, its seats, settings and history go. While a lease is live, the name grants nothing. */
    record Delete() implements Operation {}
}
