package dev.coordinator.cli.doctor;

import dev.coordinator.cli.cluster.Census;
import dev.coordinator.cli.cluster.Verdict;
import dev.coordinator.cli.connection.Attempt;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.Reply;
import dev.coordinator.client.Endpoint;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesRequest;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import io.grpc.MethodDescriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads pools, and the instances of some, through one node: with a quorum through the first that answers, without one from the
 * most advanced, as far as it knows.
 */
final class PoolSurvey {

    private static final int LARGEST_PAGE = 1000;

    /** Reading the instances of a pool is a call; of so many pools it takes about a second. */
    private static final int MOST_POOLS_WITH_INSTANCES = 500;

    private final Cluster cluster;
    private final int most;

    PoolSurvey(Cluster cluster, int most) {
        this.cluster = cluster;
        this.most = most;
    }

    PoolsReading read(Census census) {
        Verdict verdict = Verdict.of(census.nodes());
        if (verdict.answering() == 0) {
            return PoolsReading.none("no node answers");
        }
        if (verdict.clusters().size() > 1) {
            return PoolsReading.none("nodes of different clusters answer");
        }
        List<String> trouble = new ArrayList<>();
        if (verdict.quorum()) {
            for (Map.Entry<String, Endpoint> node : census.answering().entrySet()) {
                Optional<PoolsReading> read =
                        read(node.getKey(), node.getValue(), Consistency.CONSISTENCY_LINEARIZABLE, trouble);
                if (read.isPresent()) {
                    return read.get();
                }
            }
        }
        return mostAdvanced(census)
                .flatMap(node -> read(node.getKey(), node.getValue(), Consistency.CONSISTENCY_STALE, trouble))
                .orElseGet(() -> PoolsReading.none(String.join("; ", trouble)));
    }

    private static Optional<Map.Entry<String, Endpoint>> mostAdvanced(Census census) {
        Map<String, Long> applied = new HashMap<>();
        census.nodes()
                .forEach(node ->
                        node.status().ifPresent(status -> applied.put(node.nodeId(), status.getAppliedIndex())));
        return census.answering().entrySet().stream()
                .max(Comparator.comparingLong(node -> applied.getOrDefault(node.getKey(), 0L)));
    }

    private Optional<PoolsReading> read(String id, Endpoint node, Consistency consistency, List<String> trouble) {
        List<Pool> pools = new ArrayList<>();
        String token = "";
        do {
            Reply<ListPoolsResponse> reply = ask(
                    node,
                    PoolServiceGrpc.getListPoolsMethod(),
                    ListPoolsRequest.newBuilder()
                            .setPageSize(Math.min(LARGEST_PAGE, most - pools.size()))
                            .setPageToken(token)
                            .setConsistency(token.isEmpty() ? consistency : Consistency.CONSISTENCY_STALE)
                            .build());
            if (reply instanceof Reply.Failed<ListPoolsResponse> failed) {
                Attempt attempt = failed.attempt();
                trouble.add(id + " " + attempt.account());
                return Optional.empty();
            }
            ListPoolsResponse page = ((Reply.Answered<ListPoolsResponse>) reply).answer();
            pools.addAll(page.getPoolsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty() && pools.size() < most);
        return Optional.of(new PoolsReading(
                pools,
                !token.isEmpty(),
                instances(node, pools),
                consistency == Consistency.CONSISTENCY_STALE ? id : "",
                ""));
    }

    /** Those with losses first: they may owe them to two runs under one id. */
    private Map<String, List<Instance>> instances(Endpoint node, List<Pool> pools) {
        Map<String, List<Instance>> instances = new HashMap<>();
        pools.stream()
                .filter(pool -> pool.getInstances() > 0)
                .sorted(Comparator.comparingInt(Pool::getRecentLosses).reversed())
                .limit(MOST_POOLS_WITH_INSTANCES)
                .forEach(pool -> {
                    var reply = ask(
                            node,
                            PoolServiceGrpc.getListInstancesMethod(),
                            ListInstancesRequest.newBuilder()
                                    .setPool(pool.getName())
                                    .setPageSize(LARGEST_PAGE)
                                    .setConsistency(Consistency.CONSISTENCY_STALE)
                                    .build());
                    if (reply instanceof Reply.Answered<ListInstancesResponse> answered) {
                        instances.put(pool.getName(), answered.answer().getInstancesList());
                    }
                });
        return instances;
    }

    private <Q, A> Reply<A> ask(Endpoint node, MethodDescriptor<Q, A> method, Q question) {
        return cluster.askOne(node, method, question, cluster.timeout());
    }
}
