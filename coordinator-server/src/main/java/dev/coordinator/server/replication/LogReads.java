package dev.coordinator.server.replication;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.LeaseMachine;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads by a barrier in the log.
 *
 * <p>The barrier is committed by a quorum and applied here before the query runs, so the query sees every decision answered
 * before. Neither the belief of a leader nor a lease on leadership is ever asked.
 */
public final class LogReads implements Reads {

    private static final Logger LOG = LoggerFactory.getLogger(LogReads.class);

    /** How long a node that follows may take to apply what the leader has applied, before the read fails. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Submissions submissions;
    private final Replica replica;
    private final Executor readers;
    private final LongSupplier monotonicNanos;

    /**
     * Reads of {@code replica}.
     *
     * @param readers runs the queries; may reject when there are too many
     */
    public LogReads(Submissions submissions, Replica replica, Executor readers, LongSupplier monotonicNanos) {
        this.submissions = submissions;
        this.replica = replica;
        this.readers = readers;
        this.monotonicNanos = monotonicNanos;
    }

    @Override
    public <T> void stale(Function<LeaseMachine, T> query, Reader<T> reader) {
        try {
            readers.execute(() -> read(query, reader));
        } catch (RejectedExecutionException e) {
            reader.failed(Failure.OVERLOADED);
        }
    }

    /** A query that throws changes nothing, but its reader must hear of it. */
    private <T> void read(Function<LeaseMachine, T> query, Reader<T> reader) {
        Replica.At<T> at;
        try {
            at = replica.query(query);
        } catch (RuntimeException e) {
            LOG.error("event=query-failed", e);
            reader.failed(Failure.OVERLOADED);
            return;
        }
        if (at.logIndex() == 0) {
            // Nothing was applied since the start: what is stored here may be more, and an empty answer would be false.
            reader.failed(Failure.NO_LEADER);
            return;
        }
        reader.answered(at.logIndex(), at.result());
    }

    @Override
    public <T> void linearizable(Function<LeaseMachine, T> query, Reader<T> reader) {
        submissions.submit(new Command.Barrier(), new Completion() {
            @Override
            public void decided(long logIndex, Decision decision) {
                awaitAndRead(logIndex, query, reader);
            }

            @Override
            public void failed(Failure failure) {
                // A barrier changes nothing, so a read is safe to repeat even when the barrier's fate is unknown.
                reader.failed(failure == Failure.OUTCOME_UNKNOWN ? Failure.NO_LEADER : failure);
            }
        });
    }

    private <T> void awaitAndRead(long logIndex, Function<LeaseMachine, T> query, Reader<T> reader) {
        long giveUp = monotonicNanos.getAsLong() + PATIENCE_NANOS;
        replica.applied().await(logIndex, giveUp, new AppliedIndex.Waiter() {
            @Override
            public void reached() {
                stale(query, reader);
            }

            @Override
            public void tookTooLong() {
                reader.failed(Failure.NO_LEADER);
            }
        });
    }

    /** Fails the reads that have waited for too long; to be called now and then. */
    public void review() {
        replica.applied().review(monotonicNanos.getAsLong());
    }
}
