package dev.coordinator.cli.top;

import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.StatusResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How fast one node applies the cluster's log, between two of its answers and by its own clock.
 *
 * @param checkIns a second; empty: the node doesn't count them, or none were made since it started
 * @param entries of the log, a second
 */
record Rates(String node, Optional<Double> checkIns, double entries) {

    /** Of the leader if it answered both times, else of another node that did; empty when none did. */
    static Optional<Rates> between(List<NodeView> earlier, List<NodeView> later) {
        return later.stream()
                .sorted(Comparator.comparingInt(node -> isLeader(node) ? 0 : 1))
                .flatMap(node -> earlier.stream()
                        .filter(before -> before.nodeId().equals(node.nodeId()))
                        .flatMap(before -> of(before, node).stream()))
                .findFirst();
    }

    private static boolean isLeader(NodeView node) {
        return node.status()
                .filter(status -> status.getRole() == NodeRole.NODE_ROLE_LEADER)
                .isPresent();
    }

    private static Optional<Rates> of(NodeView before, NodeView after) {
        if (before.status().isEmpty() || after.status().isEmpty()) {
            return Optional.empty();
        }
        StatusResponse first = before.status().get();
        StatusResponse second = after.status().get();
        long millis = second.getUptimeMs() - first.getUptimeMs();
        long entries = second.getAppliedIndex() - first.getAppliedIndex();
        long checkIns = second.getCheckInsApplied() - first.getCheckInsApplied();
        if (millis <= 0 || entries < 0) {
            return Optional.empty(); // It was started anew between them.
        }
        return Optional.of(new Rates(
                after.nodeId(),
                second.getCheckInsApplied() == 0 || checkIns < 0
                        ? Optional.empty()
                        : Optional.of(checkIns * 1000.0 / millis),
                entries * 1000.0 / millis));
    }
}
