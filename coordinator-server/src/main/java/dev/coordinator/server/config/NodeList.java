package dev.coordinator.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The nodes of a cluster, in the order written. */
record NodeList(List<ClusterNode> nodes) {

    static final int MOST = 9;

    NodeList {
        nodes = List.copyOf(nodes);
    }

    Optional<ClusterNode> find(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    String ids() {
        return String.join(", ", nodes.stream().map(ClusterNode::id).toList());
    }

    /** Tells {@code broken} each key that breaks a rule of the whole list, and why. */
    void check(BiConsumer<String, String> broken) {
        if (nodes.isEmpty() || nodes.size() > MOST) {
            broken.accept("cluster.nodes", "must list 1 to " + MOST + " nodes, not " + nodes.size());
        }
        Map<String, String> ids = new HashMap<>();
        Map<HostPort, String> addresses = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            ClusterNode node = nodes.get(i);
            once(ids, node.id(), field(i, "id"), broken);
            once(addresses, node.raft(), field(i, "raft"), broken);
            once(addresses, node.api(), field(i, "api"), broken);
        }
    }

    static String field(int index, String name) {
        return "cluster.nodes[" + index + "]." + name;
    }

    List<String> brokenRules() {
        List<String> rules = new ArrayList<>();
        check((key, why) -> rules.add(key + ": " + why));
        return rules;
    }

    private static <V> void once(Map<V, String> seen, V value, String key, BiConsumer<String, String> broken) {
        String first = seen.putIfAbsent(value, key);
        if (first != null) {
            broken.accept(key, value + " is already " + first + "; each must be used once");
        }
    }
}
