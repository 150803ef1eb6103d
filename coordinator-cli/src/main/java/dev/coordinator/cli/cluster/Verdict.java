package dev.coordinator.cli.cluster;

import dev.coordinator.v1.StatusResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the nodes' views add up to.
 *
 * <p>A node that says it leads may have been deposed unknown to itself. So only what more than half of all known voters
 * say, with one term and one leader, counts as a leader with a quorum.
 *
 * @param leader whom most of those who answer in the highest term name; empty: no one
 * @param agreeing how many voters say so
 * @param answering how many nodes answered
 * @param outside how many of these are none of the cluster's
 * @param voters how many nodes vote, as far as is known
 * @param nodes how many nodes are known
 * @param clusters the ids of the clusters they say they belong to; more than one is a mistake in the endpoints
 */
public record Verdict(
        String leader,
        long term,
        int agreeing,
        int answering,
        int outside,
        int voters,
        int nodes,
        List<String> clusters) {

    public static Verdict of(List<NodeView> nodes) {
        long term = nodes.stream()
                .filter(node -> !node.leader().isEmpty())
                .flatMap(node -> node.status().stream())
                .mapToLong(StatusResponse::getTerm)
                .max()
                .orElse(0);
        Map<String, Long> votes = nodes.stream()
                .filter(NodeView::counts)
                .filter(node -> !node.leader().isEmpty())
                .filter(node -> node.status().map(StatusResponse::getTerm).equals(Optional.of(term)))
                .collect(Collectors.groupingBy(NodeView::leader, Collectors.counting()));
        Map.Entry<String, Long> most =
                votes.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(Map.entry("", 0L));
        return new Verdict(
                most.getKey(),
                term,
                Math.toIntExact(most.getValue()),
                count(nodes, node -> node.status().isPresent()),
                count(nodes, NodeView::isOutside),
                count(nodes, NodeView::counts),
                count(nodes, node -> !node.isElsewhere()),
                nodes.stream()
                        .flatMap(node -> node.status().stream())
                        .map(StatusResponse::getClusterId)
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static int count(List<NodeView> nodes, Predicate<NodeView> which) {
        return Math.toIntExact(nodes.stream().filter(which).count());
    }

    boolean oneCluster() {
        return clusters.size() == 1;
    }

    public boolean quorum() {
        return oneCluster() && agreeing > voters / 2;
    }

    public String sentence() {
        int members = nodes - outside;
        String answered = (answering - outside) + " of " + members + (members == 1 ? " node answers" : " nodes answer")
                + (outside == 0 ? "" : ", and " + outside + " outside the cluster");
        if (!oneCluster()) {
            return "Nodes of different clusters answer: " + String.join(", ", clusters) + ". Check the endpoints.";
        }
        String cluster = "Cluster " + clusters.get(0) + ": ";
        if (quorum()) {
            return cluster + leader + " leads in term " + term + "; " + answered + ".";
        }
        return cluster + (leader.isEmpty() ? "no node knows a leader" : "no majority is seen to follow " + leader)
                + "; " + answered + ".";
    }
}
