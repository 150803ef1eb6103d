package dev.coordinator.server.config;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Where configurations come from. */
public final class Configuration {

    /** Where a development node serves clients, unless told otherwise. */
    public static final int DEV_API_PORT = 7400;

    /** Where a development node would serve other nodes, unless told otherwise. */
    public static final int DEV_RAFT_PORT = 7401;

    /** Where a development node serves HTTP, unless told otherwise. */
    public static final int DEV_HTTP_PORT = 7402;

    private static final String DEV_NODE = "dev";
    private static final String DEV_HOST = "127.0.0.1";
    private static final int CLUSTER_ID_BYTES = 16;

    private Configuration() {}

    /**
     * Reads {@code file}, over which go variables of {@code environment} beginning with {@code COORDINATOR_}, over
     * which go {@code sets}.
     *
     * @param sets each {@code key=value}
     * @throws ConfigurationException with every problem there is, in the order met
     */
    public static NodeConfiguration load(Path file, Map<String, String> environment, List<String> sets)
            throws ConfigurationException {
        return new Reading(file, environment, sets).configuration();
    }

    /**
     * A cluster of one node that only this machine can reach, with every default, for trying things out.
     *
     * @param httpPort 0: HTTP isn't served
     * @throws IllegalArgumentException if a port or the cluster's id is not allowed
     */
    public static NodeConfiguration dev(Path dataDir, int apiPort, int httpPort, int raftPort, String clusterId) {
        HostPort api = new HostPort(DEV_HOST, apiPort);
        HostPort raft = new HostPort(DEV_HOST, raftPort);
        return Assembly.of(
                new NodeSettings(DEV_NODE, dataDir),
                new ClusterSettings(clusterId, List.of(new ClusterNode(DEV_NODE, raft, api))),
                new Values(http(httpPort).stream().toList(), new Problems(DEV_NODE)),
                api,
                raft);
    }

    private static Optional<Setting> http(int port) {
        return port == 0
                ? Optional.empty()
                : Optional.of(new Setting(
                        Keys.HTTP_LISTEN, new Written.Scalar(new HostPort(DEV_HOST, port).toString(), DEV_NODE)));
    }

    /** A new id for a cluster: 128 random bits as 32 hexadecimal digits. */
    public static String newClusterId(RandomGenerator random) {
        byte[] bytes = new byte[CLUSTER_ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
