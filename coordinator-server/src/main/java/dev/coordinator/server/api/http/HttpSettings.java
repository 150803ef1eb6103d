package dev.coordinator.server.api.http;

/**
 * What the HTTP edge of one node is told at its start.
 *
 * @param host to listen on; empty: on every address
 * @param port to listen on; 0: any that is free
 * @param maxConnections open at once
 * @param maxBodyBytes of one request
 */
public record HttpSettings(String host, int port, int maxConnections, int maxBodyBytes) {

    public HttpSettings {
        if (maxConnections < 1 || maxBodyBytes < 1) {
            throw new IllegalArgumentException("each limit is 1 at least: " + maxConnections + " connections, "
                    + maxBodyBytes + " bytes of a body");
        }
    }
}
