package dev.coordinator.server.api.http;

import dev.coordinator.server.listening.TcpPlace;
import dev.coordinator.server.listening.UnixPlace;
import java.util.Optional;
import java.util.Set;

/**
 * What the HTTP edge of one node is told at its start.
 *
 * @param tcp where it listens; empty: on no port
 * @param unix where it listens besides, never with TLS; empty: on no Unix domain socket
 * @param maxConnections open at once
 * @param maxBodyBytes of one request
 * @param hosts names by which browsers reach it, in lower case, besides addresses and {@code localhost}
 */
public record HttpSettings(
        Optional<TcpPlace> tcp,
        Optional<UnixPlace> unix,
        int maxConnections,
        int maxBodyBytes,
        ConsoleMode console,
        Set<String> hosts) {

    public HttpSettings {
        hosts = Set.copyOf(hosts);
        if (maxConnections < 1 || maxBodyBytes < 1) {
            throw new IllegalArgumentException("each limit is 1 at least: " + maxConnections + " connections, "
                    + maxBodyBytes + " bytes of a body");
        }
    }
}
