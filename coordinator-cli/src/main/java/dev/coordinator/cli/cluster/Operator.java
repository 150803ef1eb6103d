package dev.coordinator.cli.cluster;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.ErrorDetails;
import dev.coordinator.cli.connection.NoAnswer;
import dev.coordinator.cli.connection.Reply;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.Stop;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.client.Endpoint;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.StatusRequest;
import dev.coordinator.v1.StatusResponse;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says an operator's word to the node that it is for. What is said through here is safe to repeat.
 *
 * <p>A word about a node that isn't reached is repeated while there is time: one that was started a moment ago listens soon.
 */
final class Operator {

    /** Of the time that is left this part goes for a look, so that a silent node leaves time for the word. */
    private static final int LOOKS_PART = 2;

    /** Why a node refuses to have to do with another one, which it doesn't reach. */
    private static final String NOT_REACHED = "NOT_REACHED";

    private static final Duration BETWEEN_WORDS = Duration.ofMillis(400);

    private static final Duration LEAST = Duration.ofMillis(1);

    private final Invocation invocation;
    private final long endNanos;

    Operator(Invocation invocation) {
        this.invocation = invocation;
        endNanos = System.nanoTime() + invocation.timeout().toNanos();
    }

    /**
     * Every node's own view, before something is said: looks and words together take the timeout at most.
     *
     * @throws NoAnswer when none answers
     */
    Census census() {
        return census(left().dividedBy(LOOKS_PART));
    }

    /**
     * Every node's own view at this moment, each look for as long as the timeout.
     *
     * @throws NoAnswer when none answers
     */
    Census look() {
        return census(invocation.timeout());
    }

    private Census census(Duration patience) {
        try (Cluster cluster = invocation.cluster()) {
            Census census = Census.take(cluster, patience);
            if (census.isSilent()) {
                throw new NoAnswer(census.failures());
            }
            return census;
        }
    }

    /** Whether this node answers there. */
    boolean answersAt(String node, Endpoint place) {
        try (Cluster cluster = invocation.cluster(List.of(place), invocation.timeout())) {
            Reply<StatusResponse> reply = cluster.askOne(
                    place,
                    ClusterServiceGrpc.getStatusMethod(),
                    StatusRequest.getDefaultInstance(),
                    invocation.timeout());
            return reply instanceof Reply.Answered<StatusResponse> answered
                    && answered.answer().getNodeId().equals(node);
        }
    }

    /** Tells the leader; the others refuse, and are asked after it in case it has changed meanwhile. */
    <Q, A> A tellLeader(MethodDescriptor<Q, A> method, Q word) {
        return tellLeader(census(), method, word);
    }

    /** The same, with what was seen a moment ago. */
    <Q, A> A tellLeader(Census census, MethodDescriptor<Q, A> method, Q word) {
        List<Endpoint> leaderFirst = Stream.of(
                        census.leader().stream(), census.endpoints().stream(), invocation.endpoints().stream())
                .flatMap(each -> each)
                .distinct()
                .toList();
        return tell(leaderFirst, method, word);
    }

    /** Tells one node. */
    <Q, A> A tellNode(Endpoint node, MethodDescriptor<Q, A> method, Q word) {
        return tell(List.of(node), method, word);
    }

    private <Q, A> A tell(List<Endpoint> nodes, MethodDescriptor<Q, A> method, Q word) {
        for (boolean noted = false; ; noted = true) {
            try (Cluster cluster = invocation.cluster(nodes, left())) {
                return cluster.ask(method, word);
            } catch (StatusRuntimeException refusal) {
                boolean isEarly =
                        ErrorDetails.of(refusal).reason().equals(NOT_REACHED) && left().compareTo(BETWEEN_WORDS) > 0;
                if (!isEarly) {
                    throw refusal;
                }
                if (!noted) {
                    invocation.note("coordctl: Not reached yet: "
                            + Printable.of(String.valueOf(refusal.getStatus().getDescription())));
                }
                new Stop().pause(BETWEEN_WORDS);
            }
        }
    }

    private Duration left() {
        Duration left = Duration.ofNanos(endNanos - System.nanoTime());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }
}
