package dev.coordinator.server.node;

import dev.coordinator.server.api.http.PlainRoute;
import dev.coordinator.server.lease.Census;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.replication.Completion;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.GroupMeter;
import dev.coordinator.server.replication.LogMeter;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.replication.Reads;
import dev.coordinator.server.replication.Submissions;
import dev.coordinator.server.telemetry.CheckInMetrics;
import dev.coordinator.server.telemetry.LogPosition;
import dev.coordinator.server.telemetry.Metrics;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Has a node's parts measured. */
final class Instruments implements GroupMeter, LogMeter {

    /** A reading of the state holds its lock for that many pools. */
    private static final int POOLS_A_PAGE = 1_000;

    private static final int OK = 200;

    private final Metrics metrics;
    private final int poolsShown;

    /** @param poolsShown how many pools get series of their own */
    Instruments(Metrics metrics, int poolsShown) {
        this.metrics = metrics;
        this.poolsShown = poolsShown;
    }

    @Override
    public void closed(int commands, long gatheredNanos) {
        metrics.log().closed(commands, gatheredNanos);
    }

    @Override
    public void committed(long nanos) {
        metrics.log().committed(nanos);
    }

    @Override
    public void applied(long nanos, List<Change> changes) {
        metrics.log().applied(nanos);
        metrics.leases().decided(changes);
    }

    @Override
    public void renewed(long leftMillis, long ttlMillis) {
        metrics.leases().renewed(leftMillis, ttlMillis);
    }

    @Override
    public void written(long nanos) {
        metrics.storage().written(nanos);
    }

    @Override
    public void snapshotTaken(long nanos) {
        metrics.storage().snapshotTaken(nanos);
    }

    @Override
    public void snapshotFailed() {
        metrics.storage().snapshotFailed();
    }

    @Override
    public void snapshotKept(long index, long bytes, long writtenAtMillis) {
        metrics.storage().snapshotKept(index, bytes, writtenAtMillis);
    }

    /** Counts the check-ins among what goes to {@code next}. */
    Submissions counting(Submissions next) {
        return (command, completion) -> {
            boolean counts = command instanceof Command.CheckIn || command instanceof Command.Renewal;
            next.submit(command, counts ? new Counted(metrics.checkIns(), completion, System.nanoTime()) : completion);
        };
    }

    private record Counted(CheckInMetrics metrics, Completion completion, long sinceNanos) implements Completion {

        @Override
        public void decided(long logIndex, Decision decision) {
            if (decision instanceof Decision.Answer answer) {
                metrics.answered(answer.role(), System.nanoTime() - sinceNanos);
            } else {
                metrics.unanswered(CheckInMetrics.Unanswered.REFUSED);
            }
            completion.decided(logIndex, decision);
        }

        @Override
        public void failed(Failure failure) {
            metrics.unanswered(
                    switch (failure) {
                        case NO_LEADER -> CheckInMetrics.Unanswered.NO_LEADER;
                        case OVERLOADED -> CheckInMetrics.Unanswered.OVERLOADED;
                        case OUTCOME_UNKNOWN -> CheckInMetrics.Unanswered.OUTCOME_UNKNOWN;
                    });
            completion.failed(failure);
        }
    }

    static LogPosition position(LogStatus status) {
        return new LogPosition(
                status.role() == LogStatus.Role.LEADER,
                status.leader().isPresent(),
                status.term(),
                status.lastLogIndex(),
                status.committedIndex(),
                status.appliedIndex());
    }

    /**
     * What Prometheus reads. Counts the pools and instances first; a node that can't read its state shows them as it last
     * counted them.
     */
    PlainRoute page(Reads reads) {
        return new PlainRoute(
                "/metrics",
                (accept, taker) ->
                        read(reads, accept, page -> taker.accept(new PlainRoute.Page(OK, page.type(), page.text()))));
    }

    /** The same in Prometheus' text form, for those who don't speak HTTP. */
    void text(Reads reads, Consumer<String> taker) {
        read(reads, "", page -> taker.accept(page.text()));
    }

    private void read(Reads reads, String accept, Consumer<Metrics.Page> taker) {
        new Counting(reads, () -> taker.accept(metrics.page(accept))).from(Optional.empty());
    }

    /** One count of all pools, page by page, so that the log is never held up for long. */
    private final class Counting implements Reads.Reader<Upto> {

        private final Reads reads;
        private final Runnable then;
        private final Census census = new Census(poolsShown);

        Counting(Reads reads, Runnable then) {
            this.reads = reads;
            this.then = then;
        }

        void from(Optional<PoolName> last) {
            reads.stale(machine -> new Upto(machine.count(last, POOLS_A_PAGE, census), machine.time()), this);
        }

        @Override
        public void answered(long logIndex, Upto counted) {
            if (counted.last().isPresent()) {
                from(counted.last());
            } else {
                metrics.state().counted(census, counted.time());
                then.run();
            }
        }

        @Override
        public void failed(Failure failure) {
            then.run();
        }
    }

    /** How far a count has come. */
    private record Upto(Optional<PoolName> last, ClusterTime time) {}
}
