package dev.coordinator.cli.bundle;

import com.google.protobuf.Message;
import dev.coordinator.cli.cluster.Census;
import dev.coordinator.cli.cluster.NodeJson;
import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.cli.cluster.Verdict;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.Reply;
import dev.coordinator.cli.doctor.Picture;
import dev.coordinator.cli.doctor.Report;
import dev.coordinator.cli.text.Json;
import dev.coordinator.cli.text.Screen;
import dev.coordinator.client.Endpoint;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.ExplainRequest;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.GetMetricsRequest;
import dev.coordinator.v1.GetMetricsResponse;
import dev.coordinator.v1.ListInstancesRequest;
import dev.coordinator.v1.ListNodeChangesRequest;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import io.grpc.MethodDescriptor;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts what the cluster tells into a bundle. */
final class Collection {

    private static final int MOST_TROUBLED = 30;
    private static final int MOST_POOLS = 2_000;
    private static final int MOST_INSTANCES = 500;

    private final Cluster cluster;
    private final Contents contents;
    private Map<String, Endpoint> answering = Map.of();

    Collection(Cluster cluster, Contents contents) {
        this.cluster = cluster;
        this.contents = contents;
    }

    void collect(Picture picture) {
        answering = Census.take(cluster).answering();
        Report report = Report.of(picture);
        contents.add("doctor.txt", "What coordctl doctor found.", lines(report.lines(Screen.NONE)));
        contents.add("doctor.json", "The same, for programs.", Json.pretty(report.json()));
        contents.add("status.json", "Every node's own view, and what they add up to.", status(picture.later()));
        contents.add(
                "status-before.json",
                "The same, " + picture.between().toMillis() + " ms earlier.",
                status(picture.earlier()));
        metrics(picture);
        pools(picture);
        Optional<Endpoint> node = mostAdvanced(picture);
        List<String> troubled = report.troubledPools();
        if (node.isEmpty()) {
            contents.omit("histories and instances: no node answers");
            return;
        }
        add(
                node.get(),
                ClusterServiceGrpc.getListNodeChangesMethod(),
                ListNodeChangesRequest.getDefaultInstance(),
                "node-changes.json",
                "Who added, removed and moved nodes.");
        int number = 0;
        for (String pool : troubled.subList(0, Math.min(MOST_TROUBLED, troubled.size()))) {
            number++;
            pool(node.get(), pool, String.format("pools/%02d-%s", number, fileName(pool)));
        }
        if (troubled.size() > MOST_TROUBLED) {
            contents.omit("histories and instances of " + (troubled.size() - MOST_TROUBLED)
                    + " more pools with something wrong");
        }
    }

    /** Of every node that answers, by itself: sums over nodes hide which one is ill. */
    private void metrics(Picture picture) {
        Map<Endpoint, String> names = new LinkedHashMap<>();
        for (NodeView node : picture.later()) {
            String name = "metrics/" + fileName(node.nodeId().isEmpty() ? node.apiAddress() : node.nodeId()) + ".txt";
            if (node.status().isPresent()) {
                names.put(place(node), name);
            } else {
                contents.omit(name + ": " + node.trouble());
            }
        }
        cluster.askEach(
                        names.keySet(),
                        ClusterServiceGrpc.getGetMetricsMethod(),
                        GetMetricsRequest.getDefaultInstance(),
                        cluster.timeout())
                .forEach((node, reply) -> metrics(String.valueOf(names.get(node)), reply));
    }

    private void metrics(String name, Reply<GetMetricsResponse> reply) {
        if (reply instanceof Reply.Answered<GetMetricsResponse> answered) {
            contents.add(
                    name,
                    "The metrics of node " + answered.answer().getNodeId() + ", as Prometheus reads them.",
                    answered.answer().getText());
            if (answered.answer().getLeftOutCount() > 0) {
                contents.omit(name + ": too large for an answer, so that it lacks "
                        + String.join(", ", answered.answer().getLeftOutList())
                        + "; the node's /metrics has them");
            }
        } else if (reply instanceof Reply.Failed<GetMetricsResponse> failed) {
            contents.omit(name + ": " + failed.attempt().account());
        }
    }

    private static String fileName(String text) {
        return text.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    private void pools(Picture picture) {
        if (!picture.pools().trouble().isEmpty()) {
            contents.omit("pools.json: " + picture.pools().trouble());
            return;
        }
        List<Pool> pools = picture.pools().pools();
        if (pools.size() > MOST_POOLS || picture.pools().more()) {
            contents.omit("pools.json: only the first " + Math.min(MOST_POOLS, pools.size()) + " pools are here");
        }
        contents.add(
                "pools.json",
                "The pools: state, primary, settings, last change.",
                Json.pretty(ListPoolsResponse.newBuilder()
                        .addAllPools(pools.subList(0, Math.min(MOST_POOLS, pools.size())))));
    }

    private void pool(Endpoint node, String pool, String name) {
        add(
                node,
                PoolServiceGrpc.getGetHistoryMethod(),
                GetHistoryRequest.newBuilder()
                        .setPool(pool)
                        .setConsistency(Consistency.CONSISTENCY_STALE)
                        .build(),
                name + ".history.json",
                "The kept changes of the pool " + pool + ".");
        add(
                node,
                PoolServiceGrpc.getListInstancesMethod(),
                ListInstancesRequest.newBuilder()
                        .setPool(pool)
                        .setPageSize(MOST_INSTANCES)
                        .setConsistency(Consistency.CONSISTENCY_STALE)
                        .build(),
                name + ".instances.json",
                "Its instances, the first " + MOST_INSTANCES + ".");
        add(
                node,
                PoolServiceGrpc.getExplainMethod(),
                ExplainRequest.newBuilder()
                        .setPool(pool)
                        .setConsistency(Consistency.CONSISTENCY_STALE)
                        .build(),
                name + ".explain.json",
                "What would happen to it if its primary died.");
    }

    private <Q, A extends Message> void add(
            Endpoint node, MethodDescriptor<Q, A> method, Q question, String name, String about) {
        Reply<A> reply = cluster.askOne(node, method, question, cluster.timeout());
        if (reply instanceof Reply.Answered<A> answered) {
            contents.add(name, about, Json.pretty(answered.answer()));
        } else if (reply instanceof Reply.Failed<A> failed) {
            contents.omit(name + ": " + failed.attempt().account());
        }
    }

    private Optional<Endpoint> mostAdvanced(Picture picture) {
        return picture.later().stream()
                .filter(node -> node.status().isPresent())
                .max(Comparator.comparingLong(node ->
                        node.status().map(status -> status.getAppliedIndex()).orElse(0L)))
                .map(this::place);
    }

    /** Where it answers, which need not be where it is listed: there may be a tunnel, or a socket. */
    private Endpoint place(NodeView node) {
        Endpoint answers = answering.get(node.nodeId());
        return answers == null ? Endpoint.parse(node.apiAddress()) : answers;
    }

    private static String status(List<NodeView> nodes) {
        return Json.pretty(NodeJson.of(Verdict.of(nodes), nodes));
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
