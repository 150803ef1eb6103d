package dev.coordinator.cli.top;

import dev.coordinator.cli.cluster.Census;
import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.cli.cluster.Verdict;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.Reply;
import dev.coordinator.client.Endpoint;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.GetHistoryResponse;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.ListInstancesRequest;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads the cluster, one reading after another.
 *
 * <p>Every node is asked for its own view. The pools are read through the node that told them last, for as long as it
 * answers. The first page asks a quorum; the others are of the same node, which has applied at least as much by then. When no
 * node can ask a quorum, the one that has applied most tells what it knows, and that is marked. When none tells anything, what
 * was read before is kept, and marked.
 *
 * <p>While a pool is open it alone is read, not the list. For one thread.
 */
final class Survey {

    private static final int LARGEST_PAGE = 500;
    private static final int MOST_INSTANCES = 200;
    private static final int MOST_CHANGES = 20;

    private final Cluster cluster;
    private final Duration patience;
    private final String prefix;
    private final int most;
    private final Supplier<Moment> clock;
    private final Map<String, String> reachedAt = new HashMap<>();
    private String toldLast = "";

    /**
     * Asks nothing yet.
     *
     * @param patience for each answer
     * @param prefix of the pools wanted
     * @param most how many pools at most
     */
    Survey(Cluster cluster, Duration patience, String prefix, int most, Supplier<Moment> clock) {
        this.cluster = cluster;
        this.patience = patience;
        this.prefix = prefix;
        this.most = most;
        this.clock = clock;
    }

    /** What came of a question: an answer, or that it was refused for good, or neither; and what it is worth. */
    private record Found<A>(Optional<A> answer, boolean refused, Endpoint endpoint, Source source) {}

    /** The next reading. */
    Reading take(Reading before, String opened) {
        Census census = Census.take(cluster, patience);
        List<NodeView> nodes = named(census);
        Verdict verdict = Verdict.of(nodes);
        Optional<Rates> rates = Rates.between(before.nodes(), nodes);
        Map<String, Endpoint> answering = inOrder(census.answering());
        boolean oneCluster = verdict.clusters().size() < 2;
        if (!oneCluster || answering.isEmpty()) {
            String trouble = oneCluster ? "no node answers" : "nodes of different clusters answer";
            return new Reading(
                    nodes,
                    Optional.of(verdict),
                    rates,
                    before.listing().keptFor(trouble),
                    before.detail().map(detail -> detail.keptFor(trouble)));
        }
        Nodes reached = new Nodes(answering, nodes, verdict.quorum());
        return opened.isEmpty()
                ? new Reading(nodes, Optional.of(verdict), rates, listing(reached, before.listing()), Optional.empty())
                : new Reading(
                        nodes,
                        Optional.of(verdict),
                        rates,
                        before.listing(),
                        Optional.of(detail(reached, opened, before.detail())));
    }

    /**
     * An endpoint that doesn't answer and that no node lists counts as one more node, unless one answered there before: it
     * may be listed under another name of its machine.
     */
    private List<NodeView> named(Census census) {
        census.answering().forEach((node, endpoint) -> reachedAt.put(endpoint.toString(), node));
        List<NodeView> nodes = census.nodes();
        Set<String> seen = nodes.stream().map(NodeView::nodeId).collect(Collectors.toSet());
        List<NodeView> named = new ArrayList<>();
        for (NodeView node : nodes) {
            String id = node.nodeId().isEmpty() ? reachedAt.getOrDefault(node.apiAddress(), "") : "";
            if (id.isEmpty()) {
                named.add(node);
            } else if (seen.add(id)) {
                named.add(NodeView.silent(id, node.apiAddress(), node.listed(), node.trouble()));
            }
        }
        return named;
    }

    private record Nodes(Map<String, Endpoint> answering, List<NodeView> views, boolean quorum) {

        String mostAdvanced() {
            return views.stream()
                    .filter(node -> answering.containsKey(node.nodeId()))
                    .max(Comparator.comparingLong(node -> node.status()
                            .map(status -> status.getAppliedIndex())
                            .orElse(0L)))
                    .map(NodeView::nodeId)
                    .orElseThrow();
        }
    }

    /** The one that told last comes first. */
    private Map<String, Endpoint> inOrder(Map<String, Endpoint> answering) {
        Map<String, Endpoint> ordered = new LinkedHashMap<>();
        if (answering.containsKey(toldLast)) {
            ordered.put(toldLast, answering.get(toldLast));
        }
        ordered.putAll(answering);
        return ordered;
    }

    private Listing listing(Nodes nodes, Listing before) {
        Found<ListPoolsResponse> first =
                find(nodes, PoolServiceGrpc.getListPoolsMethod(), consistency -> pools(0, "", consistency));
        if (first.answer().isEmpty()) {
            return before.keptFor(first.source().trouble());
        }
        ListPoolsResponse page = first.answer().get();
        List<Pool> pools = new ArrayList<>(page.getPoolsList());
        while (!page.getNextPageToken().isEmpty() && pools.size() < most) {
            Reply<ListPoolsResponse> next = ask(
                    first.endpoint(),
                    PoolServiceGrpc.getListPoolsMethod(),
                    pools(pools.size(), page.getNextPageToken(), Consistency.CONSISTENCY_STALE));
            if (next instanceof Reply.Answered<ListPoolsResponse> answered) {
                page = answered.answer();
                pools.addAll(page.getPoolsList());
            } else {
                return before.keptFor(first.source().node() + " was lost between two pages of pools");
            }
        }
        return new Listing(pools, !page.getNextPageToken().isEmpty(), first.source());
    }

    private ListPoolsRequest pools(int read, String token, Consistency consistency) {
        return ListPoolsRequest.newBuilder()
                .setPrefix(prefix)
                .setPageSize(Math.min(LARGEST_PAGE, most - read))
                .setPageToken(token)
                .setConsistency(consistency)
                .build();
    }

    private Detail detail(Nodes nodes, String name, Optional<Detail> before) {
        Found<Pool> found = findPool(nodes, name);
        if (found.answer().isEmpty()) {
            return found.refused()
                    ? Detail.without(name, found.source())
                    : before.filter(detail -> detail.name().equals(name))
                            .map(detail -> detail.keptFor(found.source().trouble()))
                            .orElseGet(() -> Detail.without(name, found.source()));
        }
        Optional<ListInstancesResponse> instances = answer(ask(
                found.endpoint(),
                PoolServiceGrpc.getListInstancesMethod(),
                ListInstancesRequest.newBuilder()
                        .setPool(name)
                        .setPageSize(MOST_INSTANCES)
                        .setConsistency(Consistency.CONSISTENCY_STALE)
                        .build()));
        Optional<GetHistoryResponse> history = answer(ask(
                found.endpoint(),
                PoolServiceGrpc.getGetHistoryMethod(),
                GetHistoryRequest.newBuilder()
                        .setPool(name)
                        .setLimit(MOST_CHANGES)
                        .setNewestFirst(true)
                        .setConsistency(Consistency.CONSISTENCY_STALE)
                        .build()));
        return new Detail(
                name,
                found.answer(),
                instances.map(ListInstancesResponse::getInstancesList).orElse(List.of()),
                instances.filter(page -> !page.getNextPageToken().isEmpty()).isPresent(),
                history.map(GetHistoryResponse::getChangesList).orElse(List.<Change>of()),
                found.source());
    }

    private Found<Pool> findPool(Nodes nodes, String name) {
        var found = find(
                nodes,
                PoolServiceGrpc.getGetPoolMethod(),
                consistency -> GetPoolRequest.newBuilder()
                        .setPool(name)
                        .setConsistency(consistency)
                        .build());
        return new Found<>(
                found.answer().map(answer -> answer.getPool()), found.refused(), found.endpoint(), found.source());
    }

    /** Asks a quorum through one node after another; without one, the most advanced node for what it knows itself. */
    private <Q, A> Found<A> find(Nodes nodes, MethodDescriptor<Q, A> method, Function<Consistency, Q> question) {
        Q current = question.apply(Consistency.CONSISTENCY_LINEARIZABLE);
        String trouble = "";
        for (Map.Entry<String, Endpoint> node : nodes.answering().entrySet()) {
            Moment asked = clock.get();
            Reply<A> reply = ask(node.getValue(), method, current);
            Optional<A> answer = answer(reply);
            boolean refused = isRefusal(reply);
            if (answer.isPresent() || refused) {
                toldLast = node.getKey();
                return new Found<>(answer, refused, node.getValue(), Source.current(node.getKey(), asked));
            }
            trouble = node.getKey() + ": " + account(reply);
            if (!nodes.quorum()) {
                break; // Each of the others would wait in vain, too.
            }
        }
        String teller = nodes.mostAdvanced();
        Endpoint endpoint =
                nodes.answering().getOrDefault(teller, cluster.endpoints().get(0));
        Moment asked = clock.get();
        Reply<A> reply = ask(endpoint, method, question.apply(Consistency.CONSISTENCY_STALE));
        return new Found<>(
                answer(reply),
                isRefusal(reply),
                endpoint,
                Source.stale(teller, asked, "no quorum could be asked (" + trouble + ")"));
    }

    private <Q, A> Reply<A> ask(Endpoint endpoint, MethodDescriptor<Q, A> method, Q question) {
        return cluster.askOne(endpoint, method, question, patience);
    }

    private static <A> Optional<A> answer(Reply<A> reply) {
        return reply instanceof Reply.Answered<A> answered ? Optional.of(answered.answer()) : Optional.empty();
    }

    private static boolean isRefusal(Reply<?> reply) {
        return reply instanceof Reply.Failed<?> failed
                && failed.attempt().failure().getStatus().getCode() == Status.Code.NOT_FOUND;
    }

    private static String account(Reply<?> reply) {
        return reply instanceof Reply.Failed<?> failed ? failed.attempt().account() : "";
    }
}
