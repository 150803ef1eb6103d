package dev.coordinator.server.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What must hold between keys. */
final class Consistency {

    private Consistency() {}

    /** Tells {@code broken} each key that contradicts another, and why. */
    static void check(
            String nodeId,
            NodeList nodes,
            ApiSettings api,
            HttpSettings http,
            RaftSettings raft,
            boolean insecure,
            BiConsumer<String, String> broken) {
        boolean apiTls = api.tls().isOn();
        notListed(nodeId, nodes).ifPresent(why -> broken.accept(Keys.NODE_ID.name(), why));
        exposedApi(api.listen(), apiTls, insecure).ifPresent(why -> broken.accept(Keys.API_LISTEN.name(), why));
        http.listen()
                .flatMap(listen -> exposedApi(listen, apiTls, insecure))
                .ifPresent(why -> broken.accept(Keys.HTTP_LISTEN.name(), why));
        http.listen()
                .flatMap(listen -> differs(listen, api.listen(), raft.listen()))
                .ifPresent(why -> broken.accept(Keys.HTTP_LISTEN.name(), why));
        http.unix()
                .path()
                .flatMap(own -> api.unix().path().flatMap(other -> sameSocket(own, other)))
                .ifPresent(why -> broken.accept(Keys.HTTP_UNIX_PATH.name(), why));
        exposedRaft(raft.listen(), raft.tls().isOn(), insecure)
                .ifPresent(why -> broken.accept(Keys.RAFT_LISTEN.name(), why));
        same(api.listen(), raft.listen()).ifPresent(why -> broken.accept(Keys.RAFT_LISTEN.name(), why));
    }

    static Optional<String> notListed(String nodeId, NodeList nodes) {
        return nodes.find(nodeId).isPresent()
                ? Optional.empty()
                : Optional.of("must be one of cluster.nodes (" + nodes.ids() + "), not " + Quoted.of(nodeId));
    }

    static Optional<String> exposedApi(HostPort listen, boolean tls, boolean insecure) {
        return exposed(listen, tls, insecure, "api.tls.certificate and api.tls.key");
    }

    static Optional<String> exposedRaft(HostPort listen, boolean tls, boolean insecure) {
        return exposed(listen, tls, insecure, "raft.tls.certificate, raft.tls.key and raft.tls.ca");
    }

    private static Optional<String> exposed(HostPort listen, boolean tls, boolean insecure, String keys) {
        return tls || insecure || listen.isLoopback()
                ? Optional.empty()
                : Optional.of(listen + " can be reached from other machines, and without TLS whoever reaches it can"
                        + " command this node; write " + keys + " (`coordctl certs` makes the files), or listen on a"
                        + " loopback address, or write `insecure: true` if the network itself keeps everybody else"
                        + " out");
    }

    /** Of the address for HTTP. */
    static Optional<String> differs(HostPort http, HostPort apiListen, HostPort raftListen) {
        return http.equals(raftListen)
                ? Optional.of("must differ from raft.listen, which is " + raftListen + " too")
                : same(apiListen, http);
    }

    /** Of the Unix domain sockets. */
    static Optional<String> sameSocket(Path http, Path api) {
        return http.toAbsolutePath().normalize().equals(api.toAbsolutePath().normalize())
                ? Optional.of("must differ from api.unix.path, which is " + api + " too")
                : Optional.empty();
    }

    static Optional<String> same(HostPort apiListen, HostPort other) {
        return apiListen.equals(other)
                ? Optional.of("must differ from api.listen, which is " + apiListen + " too")
                : Optional.empty();
    }
}
