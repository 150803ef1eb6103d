package dev.coordinator.server.config;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every setting there is, in the order of the documentation, with its limits and its default. */
final class Keys {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final int MILLION = 1_000_000;
    private static final Set<PosixFilePermission> OWNER_AND_GROUP = PosixFilePermissions.fromString("rw-rw----");

    static final Form<String> NODE_ID_FORM = Forms.id("A-Za-z0-9._-");

    static final Key<String> NODE_ID = Key.required("node.id", NODE_ID_FORM);
    static final Key<Path> DATA_DIR = Key.required("node.data_dir", Forms.directory());

    static final Key<String> CLUSTER_ID = Key.required("cluster.id", new ClusterIdForm(Forms.id("A-Za-z0-9_-")));
    static final Key<NodeList> NODES = Key.required("cluster.nodes", new NodeListForm());

    static final Key<HostPort> API_LISTEN =
            Key.derived("api.listen", Forms.address(), "the `api` address of this node");
    static final Key<Path> API_TLS_CERTIFICATE = Key.derived("api.tls.certificate", Forms.file(), "none: no TLS");
    static final Key<Path> API_TLS_KEY = Key.derived("api.tls.key", Forms.file(), "none");
    static final Key<Path> API_TLS_CLIENT_CA = Key.derived("api.tls.client_ca", Forms.file(), "none");
    static final Key<ClientAuth> API_TLS_CLIENT_AUTH =
            Key.of("api.tls.client_auth", Forms.choice(ClientAuth.class), ClientAuth.NONE);
    static final Key<Path> API_UNIX_PATH = Key.derived("api.unix.path", Forms.file(), "none");
    static final Key<Set<PosixFilePermission>> API_UNIX_MODE =
            Key.of("api.unix.mode", Forms.fileMode(), OWNER_AND_GROUP);
    static final Key<Path> API_ACCESS = Key.derived("api.access", Forms.file(), "none: everybody may do everything");
    static final Key<Boolean> CREATE_POOLS = Key.of("api.create_pools", Forms.flag(), true);
    static final Key<Long> MAX_MESSAGE_BYTES =
            Key.of("api.limits.max_message_bytes", Forms.size(64 * KIB, 16 * MIB), MIB);
    static final Key<Integer> MAX_CONNECTIONS = Key.of("api.limits.max_connections", Forms.count(1, MILLION), 10_000);
    static final Key<Integer> MAX_CALLS_PER_CONNECTION =
            Key.of("api.limits.max_calls_per_connection", Forms.count(1, MILLION), 10_000);
    static final Key<Integer> MAX_INSTANCES_PER_SESSION =
            Key.of("api.limits.max_instances_per_session", Forms.count(1, MILLION), 100_000);
    static final Key<Integer> MAX_SESSIONS = Key.of("api.limits.max_sessions", Forms.count(1, MILLION), 10_000);
    static final Key<Integer> MAX_WATCHES = Key.of("api.limits.max_watches", Forms.count(1, MILLION), 1_000);
    static final Key<Integer> WATCH_BACKLOG = Key.of("api.limits.watch_backlog", Forms.count(16, MILLION), 8_192);

    static final Key<Optional<HostPort>> HTTP_LISTEN = Key.of("http.listen", Forms.addressOrOff(), Optional.empty());
    static final Key<Path> HTTP_UNIX_PATH = Key.derived("http.unix.path", Forms.file(), "none");
    static final Key<Set<PosixFilePermission>> HTTP_UNIX_MODE =
            Key.of("http.unix.mode", Forms.fileMode(), OWNER_AND_GROUP);
    static final Key<Integer> HTTP_CONNECTIONS = Key.of("http.max_connections", Forms.count(1, MILLION), 10_000);
    static final Key<WebConsole> HTTP_CONSOLE = Key.of("http.console", Forms.choice(WebConsole.class), WebConsole.AUTO);
    static final Key<List<String>> HTTP_HOSTS = Key.of("http.hosts", Forms.hosts(), List.of());

    static final Key<Integer> METRICS_POOLS = Key.of("metrics.max_pools", Forms.count(0, 10_000), 0);

    static final Key<WebhookList> WEBHOOKS = Key.of("webhooks", new WebhookListForm(), WebhookList.NONE);

    static final Key<HostPort> RAFT_LISTEN =
            Key.derived("raft.listen", Forms.address(), "the `raft` address of this node");
    static final Key<Path> RAFT_TLS_CERTIFICATE = Key.derived("raft.tls.certificate", Forms.file(), "none: no TLS");
    static final Key<Path> RAFT_TLS_KEY = Key.derived("raft.tls.key", Forms.file(), "none");
    static final Key<Path> RAFT_TLS_CA = Key.derived("raft.tls.ca", Forms.file(), "none");
    static final Key<Duration> ELECTION_TIMEOUT = Key.of(
            "raft.election_timeout",
            Forms.duration(Duration.ofMillis(200), Duration.ofSeconds(30)),
            Duration.ofMillis(600));
    static final Key<Duration> SNAPSHOT_INTERVAL = Key.of(
            "raft.snapshot_interval",
            Forms.duration(Duration.ofSeconds(10), Duration.ofHours(24)),
            Duration.ofMinutes(10));
    static final Key<Integer> SNAPSHOT_ENTRIES =
            Key.of("raft.snapshot_entries", Forms.count(1_000, 10 * MILLION), MILLION);

    static final Key<Integer> QUEUE_COMMANDS = Key.of("queue.max_commands", Forms.count(1_000, 10 * MILLION), 200_000);

    /** At least the largest message allowed, so that whatever may be sent may also wait. */
    static final Key<Long> QUEUE_BYTES = Key.of("queue.max_bytes", Forms.size(16 * MIB, 1024 * MIB), 64 * MIB);

    static final Key<LogFormat> LOG_FORMAT = Key.of("log.format", Forms.choice(LogFormat.class), LogFormat.TEXT);
    static final Key<LogLevel> LOG_LEVEL = Key.of("log.level", Forms.choice(LogLevel.class), LogLevel.INFO);

    static final Key<Path> AUDIT_FILE = Key.derived("log.audit_file", Forms.file(), "none: among the other lines");

    static final Key<Duration> GRACE =
            Key.of("shutdown.grace", Forms.duration(Duration.ZERO, Duration.ofMinutes(5)), Duration.ofSeconds(10));

    static final Key<Boolean> INSECURE = Key.of("insecure", Forms.flag(), false);

    static final List<Key<?>> ALL = List.of(
            NODE_ID,
            DATA_DIR,
            CLUSTER_ID,
            NODES,
            API_LISTEN,
            API_TLS_CERTIFICATE,
            API_TLS_KEY,
            API_TLS_CLIENT_CA,
            API_TLS_CLIENT_AUTH,
            API_UNIX_PATH,
            API_UNIX_MODE,
            API_ACCESS,
            CREATE_POOLS,
            MAX_MESSAGE_BYTES,
            MAX_CONNECTIONS,
            MAX_CALLS_PER_CONNECTION,
            MAX_INSTANCES_PER_SESSION,
            MAX_SESSIONS,
            MAX_WATCHES,
            WATCH_BACKLOG,
            HTTP_LISTEN,
            HTTP_UNIX_PATH,
            HTTP_UNIX_MODE,
            HTTP_CONNECTIONS,
            HTTP_CONSOLE,
            HTTP_HOSTS,
            METRICS_POOLS,
            WEBHOOKS,
            RAFT_LISTEN,
            RAFT_TLS_CERTIFICATE,
            RAFT_TLS_KEY,
            RAFT_TLS_CA,
            ELECTION_TIMEOUT,
            SNAPSHOT_INTERVAL,
            SNAPSHOT_ENTRIES,
            QUEUE_COMMANDS,
            QUEUE_BYTES,
            LOG_FORMAT,
            LOG_LEVEL,
            AUDIT_FILE,
            GRACE,
            INSECURE);

    private Keys() {}

    static Optional<Key<?>> find(String name) {
        return ALL.stream()
                .<Key<?>>map(key -> key)
                .filter(key -> key.name().equals(name))
                .findFirst();
    }

    /** Whether {@code name} holds keys: {@code api}, {@code api.limits}. */
    static boolean isSection(String name) {
        return ALL.stream().anyMatch(key -> key.name().startsWith(name + "."));
    }

    static List<String> names() {
        return ALL.stream().<String>map(Key::name).toList();
    }
}
