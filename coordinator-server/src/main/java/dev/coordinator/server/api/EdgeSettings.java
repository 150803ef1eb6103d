package dev.coordinator.server.api;

import dev.coordinator.server.api.http.HttpSettings;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.security.ListenerTls;
import java.util.Optional;

/**
 * What the edge of one node is told at its start.
 *
 * @param host to listen on; empty: on every address
 * @param port to listen on; 0: any that is free
 * @param tls of both listeners; empty: none
 * @param http where HTTP is served; empty: nowhere
 * @param createPools whether the first check-in of a pool makes it
 * @param clusterId the cluster's own id
 * @param self this node
 * @param version of the software
 * @param jitterSeed of the chance that spreads check-ins
 */
public record EdgeSettings(
        String host,
        int port,
        Optional<ListenerTls> tls,
        EdgeLimits limits,
        Optional<HttpSettings> http,
        boolean createPools,
        String clusterId,
        NodeId self,
        String version,
        long jitterSeed) {}
