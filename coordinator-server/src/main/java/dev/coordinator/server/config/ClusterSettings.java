package dev.coordinator.server.config;

import java.util.List;
import java.util.Optional;

/**
 * What all the nodes must say alike.
 *
 * @param id of the cluster, random: 1 to 64 characters of {@code [A-Za-z0-9_-]}
 * @param nodes 1 to 9, in the order written; no id and no address occurs twice
 */
public record ClusterSettings(String id, List<ClusterNode> nodes) {

    public ClusterSettings {
        Keys.CLUSTER_ID.check(id);
        nodes = new NodeList(nodes).nodes();
        List<String> broken = new NodeList(nodes).brokenRules();
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", broken));
        }
    }

    /** The node called {@code id}, if it is one of them. */
    public Optional<ClusterNode> node(String id) {
        return new NodeList(nodes).find(id);
    }
}
