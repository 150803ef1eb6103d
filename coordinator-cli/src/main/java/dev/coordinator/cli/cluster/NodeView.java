package dev.coordinator.cli.cluster;

import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.NodeStanding;
import dev.coordinator.v1.StatusResponse;
import java.util.Comparator;
import java.util.Optional;

/**
 * One node, and what it says of itself.
 *
 * @param nodeId empty when an endpoint didn't answer and no other node lists it
 * @param status empty when it didn't answer
 * @param listed as the newest list of nodes has it; empty when it is not on that
 * @param trouble why it didn't; empty when it did
 * @param isElsewhere whether it is only another address of a node that is listed, as far as can be told
 */
public record NodeView(
        String nodeId,
        String apiAddress,
        Optional<StatusResponse> status,
        Optional<Node> listed,
        String trouble,
        boolean isElsewhere) {

    /** What needs attention first, then the leader, then the others by id. */
    static final Comparator<NodeView> PROBLEMS_FIRST = Comparator.comparingInt(NodeView::rank)
            .thenComparing(NodeView::nodeId)
            .thenComparing(NodeView::apiAddress);

    public static NodeView answered(StatusResponse status, String apiAddress) {
        Node own = Node.newBuilder()
                .setNodeId(status.getNodeId())
                .setApiAddress(apiAddress)
                .build();
        return answered(status, apiAddress, Optional.of(own));
    }

    public static NodeView silent(String nodeId, String apiAddress, String trouble) {
        return silent(nodeId, apiAddress, Optional.empty(), trouble);
    }

    /** An endpoint that doesn't answer, and is likely to be that of a silent node which is listed by another address. */
    static NodeView silentElsewhere(String apiAddress, String trouble) {
        return new NodeView("", apiAddress, Optional.empty(), Optional.empty(), trouble, true);
    }

    public static NodeView answered(StatusResponse status, String apiAddress, Optional<Node> listed) {
        return new NodeView(status.getNodeId(), apiAddress, Optional.of(status), listed, "", false);
    }

    public static NodeView silent(String nodeId, String apiAddress, Optional<Node> listed, String trouble) {
        return new NodeView(nodeId, apiAddress, Optional.empty(), listed, trouble, false);
    }

    /** Whether it answered and belongs to no cluster, or not any more. */
    public boolean isOutside() {
        return status.isPresent() && listed.isEmpty();
    }

    /** Whether a majority is counted with it: it votes, or may, for all that is known. */
    public boolean counts() {
        return !isOutside()
                && !isElsewhere
                && listed.filter(node -> node.getStanding() == NodeStanding.NODE_STANDING_JOINING)
                        .isEmpty();
    }

    /** Whether it is listed as a voter, but runs on another, empty folder than that voter had. */
    public boolean isWiped() {
        return counts() && status.filter(StatusResponse::getWaitingToBeAdded).isPresent();
    }

    public boolean isDraining() {
        return status.filter(StatusResponse::getDraining).isPresent();
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
