package dev.coordinator.cli.cluster;

import dev.coordinator.cli.connection.Attempt;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.Reply;
import dev.coordinator.client.Endpoint;
import dev.coordinator.client.UnixEndpoint;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.NodeStanding;
import dev.coordinator.v1.StatusRequest;
import dev.coordinator.v1.StatusResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every node that could be found, asked once each: those of the endpoints, and those that the answering ones list.
 *
 * <p>A node that answers at one address isn't asked at another.
 */
public final class Census {

    private final Map<Endpoint, Reply<StatusResponse>> replies = new LinkedHashMap<>();
    private final Map<String, StatusResponse> answers = new LinkedHashMap<>();
    private final Map<String, Endpoint> answeredAt = new LinkedHashMap<>();
    private final Map<String, Node> listed = new LinkedHashMap<>();
    private long rosterVersion = -1;

    private Census() {}

    /** Asks, and waits for every answer as long as a question may take. */
    public static Census take(Cluster cluster) {
        return take(cluster, cluster.timeout());
    }

    /** Asks, and waits so long for every answer. */
    public static Census take(Cluster cluster, Duration patience) {
        Census census = new Census();
        Collection<Endpoint> unasked = cluster.endpoints();
        while (!unasked.isEmpty()) {
            cluster.askEach(unasked, ClusterServiceGrpc.getStatusMethod(), StatusRequest.getDefaultInstance(), patience)
                    .forEach(census::add);
            unasked = census.unasked();
        }
        return census;
    }

    /** Where each node that answered was reached, by its id. */
    public Map<String, Endpoint> answering() {
        return Collections.unmodifiableMap(answeredAt);
    }

    /** Problems first. */
    public List<NodeView> nodes() {
        List<NodeView> nodes = new ArrayList<>();
        answers.forEach((id, status) -> nodes.add(NodeView.answered(status, address(id), listed(id))));
        Set<Endpoint> explained = new LinkedHashSet<>();
        listed.forEach((id, node) -> {
            if (!answers.containsKey(id)) {
                Optional<Endpoint> endpoint = endpoint(node);
                endpoint.ifPresent(explained::add);
                nodes.add(NodeView.silent(
                        id,
                        node.getApiAddress(),
                        Optional.of(node),
                        endpoint.map(this::trouble).orElse("no usable API address")));
            }
        });
        List<Attempt> unlisted = failures().stream()
                .filter(attempt -> !explained.contains(attempt.endpoint()))
                .toList();
        nodes.addAll(unlisted(
                unlisted, nodes.stream().filter(node -> node.status().isEmpty()).count()));
        nodes.sort(NodeView.PROBLEMS_FIRST);
        return nodes;
    }

    /**
     * Endpoints that don't answer and that no node lists: other addresses of the nodes that are listed and silent, as long as
     * there are any; a socket of this machine always. Each of the rest may be a node that this list doesn't know yet.
     */
    private static List<NodeView> unlisted(List<Attempt> silent, long silentNodes) {
        List<NodeView> views = new ArrayList<>();
        long nodes = silentNodes;
        for (Attempt attempt : silent) {
            String address = attempt.endpoint().toString();
            if (attempt.endpoint() instanceof UnixEndpoint || nodes-- > 0) {
                views.add(NodeView.silentElsewhere(address, attempt.account()));
            } else {
                views.add(NodeView.silent("", address, Optional.empty(), attempt.account()));
            }
        }
        return views;
    }

    /** Those who didn't answer, in the order asked. */
    List<Attempt> failures() {
        List<Attempt> failures = new ArrayList<>();
        for (Reply<StatusResponse> reply : replies.values()) {
            if (reply instanceof Reply.Failed<StatusResponse> failed) {
                failures.add(failed.attempt());
            }
        }
        return failures;
    }

    private void add(Endpoint endpoint, Reply<StatusResponse> reply) {
        replies.put(endpoint, reply);
        if (reply instanceof Reply.Answered<StatusResponse> answered) {
            StatusResponse status = answered.answer();
            answers.putIfAbsent(status.getNodeId(), status);
            answeredAt.putIfAbsent(status.getNodeId(), endpoint);
            list(status);
        }
    }

    /** The newest list counts; of two equal ones the leader's, which says more. */
    private void list(StatusResponse status) {
        if (status.getRosterVersion() > rosterVersion) {
            rosterVersion = status.getRosterVersion();
            listed.clear();
        }
        if (status.getRosterVersion() == rosterVersion) {
            boolean leads = status.getRole() == NodeRole.NODE_ROLE_LEADER;
            status.getNodesList()
                    .forEach(node -> listed.merge(node.getNodeId(), node, (known, said) -> leads ? said : known));
        }
    }

    /** Whether no node answered. */
    boolean isSilent() {
        return answers.isEmpty();
    }

    /** The node that a majority follows; empty: none. */
    String leaderId() {
        Verdict verdict = Verdict.of(nodes());
        return verdict.quorum() ? verdict.leader() : "";
    }

    Optional<StatusResponse> leaderStatus() {
        return answerOf(leaderId());
    }

    /** Where the leader was asked. */
    Optional<Endpoint> leader() {
        return placeOf(leaderId());
    }

    Optional<StatusResponse> answerOf(String node) {
        return Optional.ofNullable(answers.get(node));
    }

    /** Where a node is reached: where it answered, otherwise where it is listed. */
    Optional<Endpoint> placeOf(String node) {
        Optional<Endpoint> answered = Optional.ofNullable(answeredAt.get(node));
        return answered.isPresent() ? answered : listed(node).flatMap(Census::endpoint);
    }

    /** Of all that are listed. */
    List<Endpoint> endpoints() {
        return listed.values().stream().flatMap(node -> endpoint(node).stream()).toList();
    }

    Optional<Node> listed(String node) {
        return Optional.ofNullable(listed.get(node));
    }

    Collection<Node> listed() {
        return List.copyOf(listed.values());
    }

    /** Who goes on when this node is stopped. */
    Remaining without(String stopped) {
        String leader = leaderId();
        List<String> voters = listed.values().stream()
                .filter(node -> node.getStanding() != NodeStanding.NODE_STANDING_JOINING)
                .map(Node::getNodeId)
                .toList();
        long fit = voters.stream()
                .filter(node -> !node.equals(stopped))
                .flatMap(node -> answerOf(node).stream())
                .filter(status -> !leader.isEmpty() && status.getLeaderId().equals(leader))
                .filter(status -> !status.getDraining())
                .count();
        return new Remaining(Math.toIntExact(fit), voters.size());
    }

    private Collection<Endpoint> unasked() {
        Set<Endpoint> unasked = new LinkedHashSet<>();
        for (Node node : listed.values()) {
            if (!answers.containsKey(node.getNodeId())) {
                endpoint(node)
                        .filter(endpoint -> !replies.containsKey(endpoint))
                        .ifPresent(unasked::add);
            }
        }
        return unasked;
    }

    private String address(String nodeId) {
        Node node = listed.get(nodeId);
        return node == null || node.getApiAddress().isEmpty()
                ? String.valueOf(answeredAt.get(nodeId))
                : node.getApiAddress();
    }

    private String trouble(Endpoint endpoint) {
        Reply<StatusResponse> reply = replies.get(endpoint);
        if (reply instanceof Reply.Failed<StatusResponse> failed) {
            return failed.attempt().account();
        }
        return "another node answers there";
    }

    private static Optional<Endpoint> endpoint(Node node) {
        try {
            return Optional.of(Endpoint.parse(node.getApiAddress()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
