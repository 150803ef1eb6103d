package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.option.NodeOptions;

/** A node's options, and how its peers are found: the one thing that reaches the transport from the node it serves. */
final class FindingOptions extends NodeOptions {

    private final Whereabouts whereabouts;

    FindingOptions(Whereabouts whereabouts) {
        this.whereabouts = whereabouts;
    }

    Whereabouts whereabouts() {
        return whereabouts;
    }
}
