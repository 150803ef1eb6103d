package dev.coordinator.cli.doctor;

import dev.coordinator.cli.cluster.Census;
import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.cli.cluster.Verdict;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.Reply;
import dev.coordinator.client.Endpoint;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.StatusRequest;
import dev.coordinator.v1.StatusResponse;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a cluster for a little while. Changes nothing.
 *
 * <p>Every node is asked twice for its own view, and the leader for the time; between, the pools are read.
 */
public final class Examination {

    private final Cluster cluster;
    private final Duration span;
    private final int mostPools;

    /**
     * Asks nothing yet.
     *
     * @param span how long to look, at the least; longer tells clocks' rates more exactly
     * @param mostPools how many pools to read at most
     */
    public Examination(Cluster cluster, Duration span, int mostPools) {
        this.cluster = cluster;
        this.span = span;
        this.mostPools = mostPools;
    }

    /**
     * Looks.
     *
     * @param version of coordctl
     * @param origin where the endpoints come from, for people
     */
    public Picture take(String version, String origin) {
        Census first = Census.take(cluster);
        long began = System.nanoTime();
        PoolsReading pools = new PoolSurvey(cluster, mostPools).read(first);
        long read = System.nanoTime(); // By now no question is the first of its kind, so the answers are quick.
        Optional<Timed> earlier = timed(first);
        waitUntil(first.answering().isEmpty() ? began : read + span.toNanos());
        Duration between = Duration.ofNanos(System.nanoTime() - began);
        Census second = Census.take(cluster);
        Optional<Timed> later = timed(second);
        Optional<ClockReading> clock = earlier.flatMap(start -> later.flatMap(end -> reading(start, end)));
        List<NodeView> nodes = second.nodes();
        return new Picture(Instant.now(), version, origin, first.nodes(), nodes, between, clock, pools);
    }

    /** Cluster time at a node, read between two moments of this machine's monotonic clock. */
    private record Timed(StatusResponse status, long beforeNanos, long afterNanos) {}

    /**
     * Cluster time moves only as entries are applied, so one is first made: by a read that asks a quorum. It is stamped after
     * {@code beforeNanos}, and what is applied there by {@code afterNanos} was stamped by then.
     */
    private Optional<Timed> timed(Census census) {
        Verdict verdict = Verdict.of(census.nodes());
        Endpoint leader = census.answering().get(verdict.leader());
        if (!verdict.quorum() || leader == null) {
            return Optional.empty();
        }
        long before = System.nanoTime();
        Reply<?> moved = ask(
                leader,
                PoolServiceGrpc.getListPoolsMethod(),
                ListPoolsRequest.newBuilder()
                        .setPageSize(1)
                        .setConsistency(Consistency.CONSISTENCY_LINEARIZABLE)
                        .build());
        Reply<StatusResponse> told =
                ask(leader, ClusterServiceGrpc.getStatusMethod(), StatusRequest.getDefaultInstance());
        return moved instanceof Reply.Answered<?> && told instanceof Reply.Answered<StatusResponse> answered
                ? Optional.of(new Timed(answered.answer(), before, System.nanoTime()))
                : Optional.empty();
    }

    private <Q, A> Reply<A> ask(Endpoint node, MethodDescriptor<Q, A> method, Q question) {
        return cluster.askOne(node, method, question, cluster.timeout());
    }

    private static Optional<ClockReading> reading(Timed start, Timed end) {
        long least = end.beforeNanos - start.afterNanos;
        if (!start.status.getNodeId().equals(end.status.getNodeId()) || least <= 0) {
            return Optional.empty();
        }
        return Optional.of(new ClockReading(
                end.status.getNodeId(),
                start.status.getTerm() == end.status.getTerm(),
                Duration.ofMillis(end.status.getClusterTimeMs() - start.status.getClusterTimeMs()),
                Duration.ofNanos(least),
                Duration.ofNanos(end.afterNanos - start.beforeNanos)));
    }

    private static void waitUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
