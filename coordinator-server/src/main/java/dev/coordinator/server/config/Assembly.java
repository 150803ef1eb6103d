package dev.coordinator.server.config;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Puts values that are known to be right into records. */
final class Assembly {

    private Assembly() {}

    static NodeConfiguration of(Values values, HostPort apiListen, HostPort raftListen) {
        NodeSettings node = new NodeSettings(values.get(Keys.NODE_ID), values.get(Keys.DATA_DIR));
        ClusterSettings cluster = new ClusterSettings(
                values.get(Keys.CLUSTER_ID), values.get(Keys.NODES).nodes());
        return of(node, cluster, values, apiListen, raftListen);
    }

    /** @param values of the other keys */
    static NodeConfiguration of(
            NodeSettings node, ClusterSettings cluster, Values values, HostPort apiListen, HostPort raftListen) {
        return new NodeConfiguration(
                node,
                cluster,
                new ApiSettings(
                        apiListen,
                        apiTls(values),
                        unix(values, Keys.API_UNIX_PATH, Keys.API_UNIX_MODE),
                        values.find(Keys.API_ACCESS),
                        values.get(Keys.CREATE_POOLS),
                        limits(values)),
                new HttpSettings(
                        values.get(Keys.HTTP_LISTEN),
                        unix(values, Keys.HTTP_UNIX_PATH, Keys.HTTP_UNIX_MODE),
                        values.get(Keys.HTTP_CONNECTIONS),
                        values.get(Keys.HTTP_CONSOLE),
                        values.get(Keys.HTTP_HOSTS)),
                new MetricsSettings(values.get(Keys.METRICS_POOLS)),
                values.get(Keys.WEBHOOKS).webhooks(),
                raft(values, raftListen),
                new QueueSettings(values.get(Keys.QUEUE_COMMANDS), values.get(Keys.QUEUE_BYTES)),
                new LogSettings(values.get(Keys.LOG_FORMAT), values.get(Keys.LOG_LEVEL), values.find(Keys.AUDIT_FILE)),
                new ShutdownSettings(values.get(Keys.GRACE)),
                values.get(Keys.INSECURE));
    }

    private static ApiLimits limits(Values values) {
        return new ApiLimits(
                Math.toIntExact(values.get(Keys.MAX_MESSAGE_BYTES)),
                values.get(Keys.MAX_CONNECTIONS),
                values.get(Keys.MAX_CALLS_PER_CONNECTION),
                values.get(Keys.MAX_INSTANCES_PER_SESSION),
                values.get(Keys.MAX_SESSIONS),
                values.get(Keys.MAX_WATCHES),
                values.get(Keys.WATCH_BACKLOG));
    }

    private static UnixSocket unix(Values values, Key<Path> path, Key<Set<PosixFilePermission>> mode) {
        return new UnixSocket(values.find(path), values.get(mode));
    }

    private static ApiTls apiTls(Values values) {
        return new ApiTls(
                values.find(Keys.API_TLS_CERTIFICATE),
                values.find(Keys.API_TLS_KEY),
                values.find(Keys.API_TLS_CLIENT_CA),
                values.get(Keys.API_TLS_CLIENT_AUTH));
    }

    private static RaftSettings raft(Values values, HostPort listen) {
        return new RaftSettings(
                listen,
                new RaftTls(
                        values.find(Keys.RAFT_TLS_CERTIFICATE),
                        values.find(Keys.RAFT_TLS_KEY),
                        values.find(Keys.RAFT_TLS_CA)),
                values.get(Keys.ELECTION_TIMEOUT),
                values.get(Keys.SNAPSHOT_INTERVAL),
                values.get(Keys.SNAPSHOT_ENTRIES));
    }
}
