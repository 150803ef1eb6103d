package dev.coordinator.server.listening;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A port.
 *
 * @param host to listen on; empty: on every address
 * @param port to listen on; 0: any that is free
 */
public record TcpPlace(String host, int port) {

    /**
     * Looks the host up.
     *
     * @throws IOException when it is unknown
     */
    public InetSocketAddress address() throws IOException {
        InetSocketAddress address = host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException("the host is unknown");
        }
        return address;
    }

    @Override
    public String toString() {
        return (host.isEmpty() ? "*" : host) + ":" + port;
    }
}
