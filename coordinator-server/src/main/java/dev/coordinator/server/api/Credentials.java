package dev.coordinator.server.api;

import dev.coordinator.server.security.ListenerTls;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.netty.NettySslContextServerCredentials;
import java.util.List;
import java.util.Optional;

/** How the edge proves who it is, and whom it lets in. */
final class Credentials {

    private static final List<String> HTTP2 = List.of("h2");

    private Credentials() {}

    /** @param tls empty: plain text, and everyone who reaches the port is let in */
    static ServerCredentials of(Optional<ListenerTls> tls) {
        return tls.map(listener -> NettySslContextServerCredentials.create(listener.serverContext(HTTP2)))
                .orElseGet(InsecureServerCredentials::create);
    }
}
