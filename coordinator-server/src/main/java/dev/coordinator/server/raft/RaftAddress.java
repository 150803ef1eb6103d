package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.util.Endpoint;

/**
 * Where a node's raft port is found, or bound.
 *
 * @param host a host name or an IPv4 address
 * @param port 1 to 65535
 */
public record RaftAddress(String host, int port) {

    public RaftAddress {
        if (host.isBlank() || host.indexOf(':') >= 0 || host.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a raft host is a name or an IPv4 address, not \"" + host + "\"");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a raft port is 1 to 65535, not " + port);
        }
    }

    Endpoint endpoint() {
        return new Endpoint(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
