package dev.coordinator.server.node;

import static org.awaitility.Awaitility.await;

import dev.coordinator.client.tls.ClientTls;
import dev.coordinator.client.token.ClientToken;
import dev.coordinator.server.FreePorts;
import dev.coordinator.server.security.TestAuthority;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolSettings;
import dev.coordinator.v1.StatusRequest;
import dev.coordinator.v1.StatusResponse;
import dev.coordinator.v1.UpdatePoolSettingsRequest;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A cluster of three server processes on loopback, with everything in one folder, and places for two more that may join.
 * Nodes are counted from 0.
 */
final class ThreeNodes {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int PLACES = 5;

    private final Path folder;
    private final String clusterId;
    private final List<Integer> ports;
    private final List<ServerProcess> processes = new ArrayList<>();
    private final List<ManagedChannel> channels = new ArrayList<>();

    private final Optional<TestAuthority> authority;
    private boolean observed;
    private String more = "";
    private boolean guarded;

    private ThreeNodes(Path folder, String clusterId, List<Integer> ports, Optional<TestAuthority> authority) {
        this.folder = folder;
        this.clusterId = clusterId;
        this.ports = ports;
        this.authority = authority;
    }

    static ThreeNodes start(Path folder) throws IOException, InterruptedException {
        List<Integer> ports = FreePorts.draw(3 * PLACES);
        return start(folder, ports, "three-nodes-" + ports.get(0), Optional.empty(), "bootstrap");
    }

    /** Whose nodes speak TLS with each other and with clients, by certificates of this authority. */
    static ThreeNodes withTls(Path folder, TestAuthority authority) throws IOException, InterruptedException {
        List<Integer> ports = FreePorts.draw(3 * PLACES);
        authority.writeTo(folder, "ca.crt");
        return start(folder, ports, "three-nodes-" + ports.get(0), Optional.of(authority), "bootstrap");
    }

    /** With TLS, which take a snapshot as often as they can and show single pools among their metrics. */
    static ThreeNodes observed(Path folder, TestAuthority authority) throws IOException, InterruptedException {
        List<Integer> ports = FreePorts.draw(3 * PLACES);
        authority.writeTo(folder, "ca.crt");
        ThreeNodes cluster = new ThreeNodes(folder, "observed-" + ports.get(0), ports, Optional.of(authority));
        cluster.observed = true;
        return cluster.start("bootstrap");
    }

    /** Whose configurations have more at their end. */
    static ThreeNodes with(Path folder, String more) throws IOException, InterruptedException {
        List<Integer> ports = FreePorts.draw(3 * PLACES);
        ThreeNodes cluster = new ThreeNodes(folder, "three-nodes-" + ports.get(0), ports, Optional.empty());
        cluster.more = more;
        return cluster.start("bootstrap");
    }

    /** With TLS, which check their callers; whoever shows nothing may read, as the test itself does. */
    static ThreeNodes guarded(Path folder, TestAuthority authority, String... rules)
            throws IOException, InterruptedException {
        List<Integer> ports = FreePorts.draw(3 * PLACES);
        authority.writeTo(folder, "ca.crt");
        ThreeNodes cluster = new ThreeNodes(folder, "guarded-" + ports.get(0), ports, Optional.of(authority));
        cluster.guarded = true;
        cluster.rules(rules);
        return cluster.start("bootstrap");
    }

    /** Puts other rules into the file of all nodes, whole. */
    void rules(String... rules) throws IOException {
        List<String> lines = new ArrayList<>(List.of(rules));
        lines.add("anonymous: anyone");
        Path whole = Files.write(folder.resolve("access.new"), lines);
        Files.move(whole, folder.resolve("access.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** That begin with a backup. */
    static ThreeNodes restored(Path folder, String clusterId, Path backup) throws IOException, InterruptedException {
        return start(folder, FreePorts.draw(3 * PLACES), clusterId, Optional.empty(), "restore", backup.toString());
    }

    private static ThreeNodes start(
            Path folder, List<Integer> ports, String clusterId, Optional<TestAuthority> authority, String... beginning)
            throws IOException, InterruptedException {
        return new ThreeNodes(folder, clusterId, ports, authority).start(beginning);
    }

    private ThreeNodes start(String... beginning) throws IOException, InterruptedException {
        try {
            for (int i = 0; i < 3; i++) {
                makeFolder(i, beginning);
            }
            for (int i = 0; i < 3; i++) {
                launch(i);
            }
            awaitLeader();
            return this;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            stop();
            throw failed;
        }
    }

    /** Starts the next node, on an empty folder, to be added. */
    int startJoining() throws IOException, InterruptedException {
        int node = processes.size();
        makeFolder(node, "join");
        launch(node);
        return node;
    }

    private void makeFolder(int node, String... beginning) throws IOException, InterruptedException {
        renew(node);
        Files.writeString(file(node, "yaml"), configuration(node));
        List<String> command = new ArrayList<>(List.of(beginning));
        command.addAll(1, List.of("--config", file(node, "yaml").toString()));
        int status = ServerProcess.run(file(node, "log"), command.toArray(String[]::new));
        if (status != ExitStatus.OK) {
            throw new IllegalStateException(
                    command + " ended with " + status + ": " + Files.readString(file(node, "log")));
        }
    }

    private void launch(int node) throws IOException {
        processes.add(ServerProcess.start(file(node, "yaml"), file(node, "log")));
        ChannelCredentials credentials =
                authority.isPresent() ? tls().credentials() : InsecureChannelCredentials.create();
        channels.add(Grpc.newChannelBuilder(api(node), credentials).build());
    }

    /** Puts a new certificate in place of a node's, if it has one. */
    void renew(int node) {
        authority.ifPresent(each -> each.node("n" + node).writeTo(folder, "n" + node));
    }

    /** For a client of a cluster with TLS. */
    ClientTls tls() {
        return ClientTls.trusting(folder.resolve("ca.crt"));
    }

    private Path file(int node, String kind) {
        return folder.resolve("n" + node + "." + kind);
    }

    /** Where a node's API is, or will be. */
    String api(int node) {
        return "127.0.0.1:" + ports.get(node);
    }

    /** Where a node serves HTTP, or will. */
    String http(int node) {
        return "127.0.0.1:" + ports.get(2 * PLACES + node);
    }

    /** Where a node's raft port is, or will be. */
    String raft(int node) {
        return "127.0.0.1:" + ports.get(PLACES + node);
    }

    /** One that joins knows itself alone. */
    private String configuration(int node) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("node:\n  id: n").append(node).append('\n');
        yaml.append("  data_dir: ").append(folder.resolve("n" + node)).append('\n');
        yaml.append("cluster:\n  id: ").append(clusterId).append("\n  nodes:\n");
        for (int i = 0; i < PLACES; i++) {
            if (node < 3 ? i < 3 : i == node) {
                yaml.append("    - {id: n%d, raft: \"%s\", api: \"%s\"}%n".formatted(i, raft(i), api(i)));
            }
        }
        if (observed) {
            yaml.append("metrics: {max_pools: 5}\n");
        }
        yaml.append("http:\n  listen: ").append(http(node)).append('\n');
        if (authority.isPresent()) {
            String pair = "certificate: %s, key: %s".formatted(file(node, "crt"), file(node, "key"));
            yaml.append("api: {tls: {").append(pair).append("}");
            yaml.append(guarded ? ", access: " + folder.resolve("access.yaml") : "")
                    .append("}\n");
            yaml.append(guarded ? "log: {audit_file: " + file(node, "audit") + "}\n" : "");
            yaml.append("raft: {tls: {").append(pair).append(", ca: ").append(folder.resolve("ca.crt"));
            yaml.append("}").append(observed ? ", snapshot_interval: 10s" : "").append("}\n");
        }
        return yaml.append(more).toString();
    }

    String[] endpoints() {
        return IntStream.range(0, 3).mapToObj(this::api).toArray(String[]::new);
    }

    ManagedChannel channel(int node) {
        return channels.get(node);
    }

    ServerProcess process(int node) {
        return processes.get(node);
    }

    /** The node that all nodes asked say leads. */
    int awaitLeader() {
        return await().atMost(PATIENCE).until(this::leader, Optional::isPresent).orElseThrow();
    }

    private Optional<Integer> leader() {
        List<Integer> up = alive();
        List<StatusResponse> said = new ArrayList<>();
        up.forEach(node -> status(node).ifPresent(said::add));
        boolean agreed = said.size() == up.size()
                && said.stream().map(StatusResponse::getLeaderId).distinct().count() == 1
                && !said.get(0).getLeaderId().isEmpty();
        return agreed
                ? up.stream()
                        .filter(node -> status(node)
                                .filter(status -> status.getRole() == NodeRole.NODE_ROLE_LEADER)
                                .isPresent())
                        .findFirst()
                : Optional.empty();
    }

    private List<Integer> alive() {
        return IntStream.range(0, processes.size())
                .filter(node -> processes.get(node).isAlive())
                .boxed()
                .toList();
    }

    Optional<StatusResponse> status(int node) {
        try {
            return Optional.of(ClusterServiceGrpc.newBlockingStub(channels.get(node))
                    .withDeadlineAfter(2, TimeUnit.SECONDS)
                    .status(StatusRequest.getDefaultInstance()));
        } catch (StatusRuntimeException unreachable) {
            return Optional.empty();
        }
    }

    /** Sets a pool's interval and TTL, making the pool. */
    void settings(String pool, long intervalMillis, long ttlMillis) {
        settings(channels.get(0), pool, intervalMillis, ttlMillis);
    }

    /** As above, by somebody with that token. */
    void settingsAs(String token, String pool, long intervalMillis, long ttlMillis) {
        Channel channel = ClientInterceptors.intercept(
                channels.get(0), ClientToken.from(() -> token).interceptor());
        settings(channel, pool, intervalMillis, ttlMillis);
    }

    private static void settings(Channel channel, String pool, long intervalMillis, long ttlMillis) {
        PoolServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .updatePoolSettings(UpdatePoolSettingsRequest.newBuilder()
                        .setPool(pool)
                        .setSettings(PoolSettings.newBuilder()
                                .setCheckInIntervalMs(intervalMillis)
                                .setLeaseTtlMs(ttlMillis))
                        .build());
    }

    void kill(int node) throws InterruptedException {
        processes.get(node).kill();
    }

    void startAgain(int node) throws IOException {
        processes.set(node, processes.get(node).startAgain());
    }

    /** Kills what still runs. */
    void stop() throws InterruptedException {
        channels.forEach(ManagedChannel::shutdownNow);
        for (ServerProcess process : processes) {
            process.kill();
        }
    }
}
