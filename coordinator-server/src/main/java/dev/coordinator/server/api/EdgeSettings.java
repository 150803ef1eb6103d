package dev.coordinator.server.api;

import dev.coordinator.server.roster.NodeId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the edge of one node is told at its start.
 *
 * @param host to listen on; empty: on every address
 * @param port to listen on; 0: any that is free
 * @param createPools whether the first check-in of a pool makes it
 * @param clusterId the cluster's own id
 * @param self this node
 * @param nodes of the cluster; kept in order of id
 * @param version of the software
 * @param jitterSeed of the chance that spreads check-ins
 */
public record EdgeSettings(
        String host,
        int port,
        EdgeLimits limits,
        boolean createPools,
        String clusterId,
        NodeId self,
        List<EdgeNode> nodes,
        String version,
        long jitterSeed) {

    public EdgeSettings {
        nodes = nodes.stream().sorted(Comparator.comparing(EdgeNode::id)).toList();
    }

    /** Where clients reach a node. */
    Optional<String> apiAddressOf(NodeId id) {
        return nodes.stream()
                .filter(node -> node.id().equals(id))
                .map(EdgeNode::apiAddress)
                .findFirst();
    }
}
