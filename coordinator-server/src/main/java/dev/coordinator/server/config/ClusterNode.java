package dev.coordinator.server.config;

import java.util.Optional;

/**
 * One node of the cluster, as all the nodes know it.
 *
 * @param id 1 to 64 characters of {@code [A-Za-z0-9._-]}
 * @param raft where the other nodes reach it
 * @param api where clients reach it
 */
public record ClusterNode(String id, HostPort raft, HostPort api) {

    public ClusterNode {
        Keys.NODE_ID_FORM.refusal(id).ifPresent(why -> {
            throw new IllegalArgumentException("cluster.nodes: id " + why);
        });
        requireReachable("raft", raft);
        requireReachable("api", api);
    }

    static Optional<String> unreachable(HostPort address) {
        return address.isWildcard()
                ? Optional.of("must be an address that others can connect to, not " + address
                        + "; to listen on every address, write that in api.listen or raft.listen")
                : Optional.empty();
    }

    private static void requireReachable(String name, HostPort address) {
        unreachable(address).ifPresent(why -> {
            throw new IllegalArgumentException("cluster.nodes: " + name + " " + why);
        });
    }
}
