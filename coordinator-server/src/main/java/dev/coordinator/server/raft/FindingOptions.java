package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.option.NodeOptions;
import dev.coordinator.server.security.ListenerTls;
import java.util.Optional;

/** A node's options, and how its peers are found and spoken to: all that reaches the transport from the node it serves. */
final class FindingOptions extends NodeOptions {

    private final Whereabouts whereabouts;
    private final Optional<ListenerTls> tls;

    FindingOptions(Whereabouts whereabouts, Optional<ListenerTls> tls) {
        this.whereabouts = whereabouts;
        this.tls = tls;
    }

    Whereabouts whereabouts() {
        return whereabouts;
    }

    Optional<ListenerTls> tls() {
        return tls;
    }
}
