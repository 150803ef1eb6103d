package dev.coordinator.cli.cluster;

import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.StatusResponse;
import java.util.Comparator;
import java.util.Optional;

/**
 * One node, and what it says of itself.
 *
 * @param nodeId empty when an endpoint didn't answer and no other node lists it
 * @param status empty when it didn't answer
 * @param trouble why it didn't; empty when it did
 */
public record NodeView(String nodeId, String apiAddress, Optional<StatusResponse> status, String trouble) {

    /** What needs attention first, then the leader, then the others by id. */
    static final Comparator<NodeView> PROBLEMS_FIRST = Comparator.comparingInt(NodeView::rank)
            .thenComparing(NodeView::nodeId)
            .thenComparing(NodeView::apiAddress);

    public static NodeView answered(StatusResponse status, String apiAddress) {
        return new NodeView(status.getNodeId(), apiAddress, Optional.of(status), "");
    }

    public static NodeView silent(String nodeId, String apiAddress, String trouble) {
        return new NodeView(nodeId, apiAddress, Optional.empty(), trouble);
    }

    /** Whom it believes to lead, if it takes part; empty otherwise. */
    String leader() {
        return status.filter(view ->
                        view.getRole() == NodeRole.NODE_ROLE_LEADER || view.getRole() == NodeRole.NODE_ROLE_FOLLOWER)
                .map(StatusResponse::getLeaderId)
                .orElse("");
    }

    private int rank() {
        if (status.isEmpty()) {
            return 0;
        }
        return switch (status.get().getRole()) {
            case NODE_ROLE_FAILED -> 1;
            case NODE_ROLE_LEADER -> 3;
            case NODE_ROLE_FOLLOWER -> 4;
            default -> 2;
        };
    }
}
