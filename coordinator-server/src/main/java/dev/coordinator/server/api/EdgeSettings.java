package dev.coordinator.server.api;

import dev.coordinator.server.api.http.HttpSettings;
import dev.coordinator.server.listening.TcpPlace;
import dev.coordinator.server.listening.UnixPlace;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.security.ListenerTls;
import java.util.Optional;

/**
 * What the edge of one node is told at its start.
 *
 * @param tcp where gRPC listens
 * @param unix where gRPC listens besides; empty: on no Unix domain socket
 * @param tls of the ports, of both gRPC and HTTP; empty: none
 * @param http where HTTP is served; empty: nowhere
 * @param createPools whether the first check-in of a pool makes it
 * @param clusterId the cluster's own id
 * @param self this node
 * @param version of the software
 * @param jitterSeed of the chance that spreads check-ins
 */
public record EdgeSettings(
        TcpPlace tcp,
        Optional<UnixPlace> unix,
        Optional<ListenerTls> tls,
        EdgeLimits limits,
        Optional<HttpSettings> http,
        boolean createPools,
        String clusterId,
        NodeId self,
        String version,
        long jitterSeed) {}
