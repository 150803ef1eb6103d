package dev.coordinator.server.config;

import java.util.List;

/**
 * Everything one node is told, complete and consistent: what nobody wrote has its default.
 *
 * @param insecure whether the node may be reachable from other machines without TLS
 */
public record NodeConfiguration(
        NodeSettings node,
        ClusterSettings cluster,
        ApiSettings api,
        HttpSettings http,
        MetricsSettings metrics,
        List<WebhookSettings> webhooks,
        RaftSettings raft,
        QueueSettings queue,
        LogSettings log,
        ShutdownSettings shutdown,
        boolean insecure) {

    /** @throws IllegalArgumentException if the parts contradict each other */
    public NodeConfiguration {
        webhooks = List.copyOf(webhooks);
        Consistency.check(node.id(), new NodeList(cluster.nodes()), api, http, raft, insecure, (key, why) -> {
            throw new IllegalArgumentException(key + ": " + why);
        });
    }

    /** This node, as the others know it. */
    public ClusterNode self() {
        return cluster.node(node.id()).orElseThrow();
    }
}
