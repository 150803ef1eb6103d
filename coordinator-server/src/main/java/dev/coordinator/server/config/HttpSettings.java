package dev.coordinator.server.config;

import java.util.List;
import java.util.Optional;

/**
 * HTTP and JSON, for those who don't speak gRPC.
 *
 * @param listen where the node accepts them; empty: on no port
 * @param maxConnections open at once
 * @param console what the web console offers
 * @param hosts names by which browsers reach the node, in lower case, besides those that are configured anyway
 */
public record HttpSettings(
        Optional<HostPort> listen, UnixSocket unix, int maxConnections, WebConsole console, List<String> hosts) {

    public HttpSettings {
        hosts = List.copyOf(hosts);
        Keys.HTTP_CONNECTIONS.check(maxConnections);
    }
}
