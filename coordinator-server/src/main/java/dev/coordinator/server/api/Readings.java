package dev.coordinator.server.api;

import com.google.rpc.Status;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.InstanceView;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.Violation;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.Reads;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads for clients. The state is held for the query only; messages are made after it, in the caller's lane. */
final class Readings {

    private final Reads reads;
    private final Failures failures;

    Readings(Reads reads, Failures failures) {
        this.reads = reads;
        this.failures = failures;
    }

    /** Makes a message of what was read. */
    interface Message<T, R> {
        R of(long logIndex, T result);
    }

    /** Answers with what is read of a pool, or that there is none. */
    <T, R> void ofPool(
            String pool,
            Freshness freshness,
            Function<LeaseMachine, Optional<T>> query,
            Reply<R> reply,
            Message<T, R> message) {
        read(freshness, query, new Reads.Reader<>() {
            @Override
            public void answered(long logIndex, Optional<T> result) {
                result.ifPresentOrElse(
                        found -> reply.send(() -> message.of(logIndex, found)), () -> reply.fail(unknownPool(pool)));
            }

            @Override
            public void failed(Failure failure) {
                reply.fail(status(failure));
            }
        });
    }

    /** What a look for one instance finds. */
    private record Found(boolean isPool, Optional<InstanceView> instance) {}

    /** Answers with one instance, or which of the two there is none of. */
    <R> void ofInstance(
            PoolName pool, InstanceId id, Freshness freshness, Reply<R> reply, Message<InstanceView, R> message) {
        read(
                freshness,
                machine -> new Found(machine.view(pool).isPresent(), machine.instance(pool, id)),
                new Reads.Reader<>() {
                    @Override
                    public void answered(long logIndex, Found found) {
                        found.instance()
                                .ifPresentOrElse(
                                        view -> reply.send(() -> message.of(logIndex, view)),
                                        () -> reply.fail(
                                                found.isPool() ? unknownInstance(id) : unknownPool(pool.value())));
                    }

                    @Override
                    public void failed(Failure failure) {
                        reply.fail(status(failure));
                    }
                });
    }

    private static Status unknownInstance(InstanceId id) {
        return Refusals.status(new Decision.Refused(
                Refusal.UNKNOWN_INSTANCE,
                List.of(new Violation("instance_id", "an instance of the pool", id.value()))));
    }

    /** Answers with what is read. */
    <T, R> void read(Freshness freshness, Function<LeaseMachine, T> query, Reply<R> reply, Message<T, R> message) {
        read(freshness, query, new Reads.Reader<>() {
            @Override
            public void answered(long logIndex, T result) {
                reply.send(() -> message.of(logIndex, result));
            }

            @Override
            public void failed(Failure failure) {
                reply.fail(status(failure));
            }
        });
    }

    <T> void read(Freshness freshness, Function<LeaseMachine, T> query, Reads.Reader<T> reader) {
        switch (freshness) {
            case LINEARIZABLE -> reads.linearizable(query, reader);
            case STALE -> reads.stale(query, reader);
        }
    }

    Status status(Failure failure) {
        return failures.status(failure, Failures.Repeat.AS_IT_IS);
    }

    private static Status unknownPool(String pool) {
        return Refusals.status(
                new Decision.Refused(Refusal.UNKNOWN_POOL, List.of(new Violation("pool", "an existing pool", pool))));
    }
}
