package dev.coordinator.cli.cluster;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.Endpoint;
import dev.coordinator.cli.connection.NoAnswer;
import dev.coordinator.cli.invocation.Invocation;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.stream.Stream;

/** Says an operator's word to the node that it is for. What is said through here is safe to repeat. */
final class Operator {

    private final Invocation invocation;

    Operator(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * Every node's own view, at this moment.
     *
     * @throws NoAnswer when none answers
     */
    Census census() {
        try (Cluster cluster = invocation.cluster()) {
            Census census = Census.take(cluster);
            if (census.isSilent()) {
                throw new NoAnswer(census.failures());
            }
            return census;
        }
    }

    /** Tells the leader; the others refuse, and are asked after it in case it has changed meanwhile. */
    <Q, A> A tellLeader(MethodDescriptor<Q, A> method, Q word) {
        Census census = census();
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
        try (Cluster cluster = new Cluster(nodes, invocation.timeout())) {
            return cluster.ask(method, word);
        }
    }
}
