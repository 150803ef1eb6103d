package dev.coordinator.client;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One instance's place in one pool: it checks in, and knows whether the instance is primary.
 *
 * <p>All methods are safe for use by any thread, and none but {@link #close()} waits.
 */
public interface Membership extends AutoCloseable {

    /**
     * Whether this instance holds the lease right now, by the local lease and a clock that goes on while the machine is
     * suspended.
     *
     * <p>No network is asked: about a microsecond. The answer can be out of date as soon as it is given, when the thread
     * is stopped before it acts on it; what must not happen then has to be fenced by {@link #fencingToken()}.
     */
    boolean isPrimary();

    /** The number of the epoch held, while {@link #isPrimary()}. */
    OptionalLong fencingToken();

    /** The lease held, while {@link #isPrimary()}. */
    Optional<Lease> lease();

    /** Who is primary, by the last answer; it may have changed since. */
    Optional<KnownPrimary> primary();

    /** All that is known, for people. */
    MemberStatus status();

    /** What this instance last said of itself. */
    Member member();

    /** This run of the instance: random, not 0. */
    long incarnation();

    /**
     * Whether an answer has shown that this run has the instance's seat, or had it. The runs that it supersedes are then
     * known to the coordinator as over, and need not be remembered any more.
     */
    boolean isSeated();

    /**
     * Runs a task on a thread of its own, once per epoch, whenever this instance is primary.
     *
     * <p>The thread is interrupted when the lease ends or is to be given up. A lease is given up only after the task has
     * ended, so a task that ignores interrupts keeps it until the lease runs out. A task starts with the next epoch only
     * after it has ended in the one before. If it was interrupted to step down, and that is called off, it is run again
     * in the same epoch.
     */
    Registration whilePrimary(PrimaryTask task);

    /**
     * Says that this instance must not be primary. If it is, it stops, by {@link PrimaryListener#onStandby} and the end of
     * its tasks, and then gives the lease up for the coordinator to choose another. While it stops, the lease runs on
     * without being renewed.
     *
     * @param reason for people; at most 256 characters
     */
    void unelectable(String reason);

    /** Takes {@link #unelectable} back. */
    void electable();

    /**
     * Changes what the instance says of itself.
     *
     * @throws IllegalArgumentException when the pool or the instance id is another
     */
    void update(Member member);

    /**
     * Gives the lease up, once the application has stopped, and goes on as a standby that ranks last for one interval.
     * Does nothing when not primary.
     */
    void release();

    /**
     * Hands over and leaves: stops the application if it is primary, then ends the lease and this run's seat at once.
     *
     * <p>Waits for both up to the client's close timeout, but not when called by one of this membership's own callbacks
     * or tasks. If the application does not stop in time the lease is not given up: it runs out. Safe to repeat.
     */
    @Override
    void close();
}
