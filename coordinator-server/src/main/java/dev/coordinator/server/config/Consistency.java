package dev.coordinator.server.config;

import java.util.Optional;
import java.util.function.BiConsumer;

/** What must hold between keys. */
final class Consistency {

    private Consistency() {}

    /** Tells {@code broken} each key that contradicts another, and why. */
    static void check(
            String nodeId,
            NodeList nodes,
            HostPort apiListen,
            HostPort raftListen,
            boolean insecure,
            BiConsumer<String, String> broken) {
        notListed(nodeId, nodes).ifPresent(why -> broken.accept(Keys.NODE_ID.name(), why));
        exposed(apiListen, insecure).ifPresent(why -> broken.accept(Keys.API_LISTEN.name(), why));
        exposed(raftListen, insecure).ifPresent(why -> broken.accept(Keys.RAFT_LISTEN.name(), why));
        same(apiListen, raftListen).ifPresent(why -> broken.accept(Keys.RAFT_LISTEN.name(), why));
    }

    static Optional<String> notListed(String nodeId, NodeList nodes) {
        return nodes.find(nodeId).isPresent()
                ? Optional.empty()
                : Optional.of("must be one of cluster.nodes (" + nodes.ids() + "), not " + Quoted.of(nodeId));
    }

    static Optional<String> exposed(HostPort listen, boolean insecure) {
        return insecure || listen.isLoopback()
                ? Optional.empty()
                : Optional.of(listen + " can be reached from other machines, and TLS is not built yet: whoever reaches"
                        + " it can command this node; listen on a loopback address, or write `insecure: true` if the"
                        + " network itself keeps everybody else out");
    }

    static Optional<String> same(HostPort apiListen, HostPort raftListen) {
        return apiListen.equals(raftListen)
                ? Optional.of("must differ from api.listen, which is " + apiListen + " too")
                : Optional.empty();
    }
}
