package dev.coordinator.server.config;

import java.util.Optional;

/**
 * HTTP and JSON, for those who don't speak gRPC.
 *
 * @param listen where the node accepts them; empty: on no port
 * @param maxConnections open at once
 */
public record HttpSettings(Optional<HostPort> listen, UnixSocket unix, int maxConnections) {

    public HttpSettings {
        Keys.HTTP_CONNECTIONS.check(maxConnections);
    }
}
