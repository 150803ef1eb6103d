package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.FreePorts;
import dev.coordinator.server.replication.LogMeter;
import dev.coordinator.server.replication.Term;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.RosterBook;
import dev.coordinator.server.roster.Standing;
import dev.coordinator.server.security.ListenerTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Nodes of one group in this process, on loopback. */
final class TestGroup implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String clusterId = UUID.randomUUID().toString();
    private final Path root;
    private final long snapshotEntries;
    private final Map<NodeId, RaftAddress> members = new LinkedHashMap<>();
    private final Map<NodeId, RaftNode> running = new ConcurrentHashMap<>();
    private final Map<NodeId, Tape> tapes = new ConcurrentHashMap<>();
    private final Map<NodeId, String> stopped = new ConcurrentHashMap<>();
    private final Map<NodeId, ListenerTls> tls = new ConcurrentHashMap<>();

    private TestGroup(Path root, long snapshotEntries) {
        this.root = root;
        this.snapshotEntries = snapshotEntries;
    }

    /** Of named nodes, none started. */
    static TestGroup of(Path root, long snapshotEntries, String... names) throws IOException {
        TestGroup group = named(root, snapshotEntries, names);
        for (NodeId node : group.members.keySet()) {
            DataDirectory.bootstrap(group.folder(node), group.clusterId, node);
        }
        return group;
    }

    /** Of named nodes that begin with a state, none started. */
    static TestGroup beginningWith(Path root, InitialState state, String... names) throws IOException {
        TestGroup group = named(root, 1_000, names);
        for (NodeId node : group.members.keySet()) {
            state.bootstrap(group.settings(node));
        }
        return group;
    }

    private static TestGroup named(Path root, long snapshotEntries, String... names) throws IOException {
        TestGroup group = new TestGroup(root, snapshotEntries);
        for (String name : names) {
            group.members.put(new NodeId(name), freeAddress());
        }
        return group;
    }

    static TestGroup startedOfThree(Path root, long snapshotEntries) throws IOException {
        TestGroup group = of(root, snapshotEntries, "a", "b", "c");
        for (NodeId node : group.members.keySet()) {
            group.start(node);
        }
        return group;
    }

    static RaftAddress freeAddress() {
        return new RaftAddress("127.0.0.1", FreePorts.draw());
    }

    String clusterId() {
        return clusterId;
    }

    Path folder(NodeId node) {
        return root.resolve(node.value());
    }

    /** Adds one that is a member but not ours to start. */
    void addStranger(String name, RaftAddress address) {
        members.put(new NodeId(name), address);
    }

    /** A node that joins on an empty folder, not started; who is a member is for the test to say. */
    FolderId makeJoining(NodeId node) throws IOException {
        FolderId folder = FolderId.draw(new SplittableRandom(node.hashCode()));
        DataDirectory.join(folder(node), clusterId, node, folder);
        return folder;
    }

    RaftNode start(NodeId node) throws IOException {
        return start(node, book());
    }

    RaftNode start(NodeId node, RosterBook book) throws IOException {
        Tape tape = new Tape();
        RaftNode started = RaftNode.start(
                settings(node), book, tape, LogMeter.NONE, (why, cause) -> stopped.putIfAbsent(node, why));
        tapes.put(node, tape);
        running.put(node, started);
        return started;
    }

    /** From its next start on a node speaks TLS. */
    void speakTls(NodeId node, ListenerTls listener) {
        tls.put(node, listener);
    }

    RaftSettings settings(NodeId node) {
        return RaftSettings.of(clusterId, node, folder(node), address(node), members)
                .withTls(Optional.ofNullable(tls.get(node)))
                .withElectionTimeout(Duration.ofMillis(500))
                .withSnapshots(Duration.ofHours(1), snapshotEntries);
    }

    RosterBook book() {
        return new RosterBook(new Roster(
                1,
                members.entrySet().stream()
                        .map(each -> new Member(
                                each.getKey(),
                                FolderId.FIRST,
                                new Address("127.0.0.2", each.getValue().port()),
                                new Address(
                                        each.getValue().host(), each.getValue().port()),
                                Standing.MEMBER))
                        .toList()));
    }

    void stop(NodeId node) {
        RaftNode leaving = running.remove(node);
        if (leaving != null) {
            leaving.close();
        }
    }

    /** All at once, so that none waits for a quorum that went before it. */
    void stopAll() {
        running.keySet().parallelStream().forEach(this::stop);
    }

    RaftAddress address(NodeId node) {
        return Optional.ofNullable(members.get(node)).orElseThrow();
    }

    boolean isRunning(NodeId node) {
        return running.containsKey(node);
    }

    RaftNode node(NodeId node) {
        return Optional.ofNullable(running.get(node)).orElseThrow();
    }

    Tape tape(NodeId node) {
        return Optional.ofNullable(tapes.get(node)).orElseThrow();
    }

    Collection<NodeId> members() {
        return List.copyOf(members.keySet());
    }

    Optional<String> whyStopped(NodeId node) {
        return Optional.ofNullable(stopped.get(node));
    }

    /** The one running node whose consumer was told last that it leads, once all running nodes follow it. */
    NodeId awaitLeader() {
        return await().atMost(PATIENCE)
                .until(this::agreedLeader, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<NodeId> agreedLeader() {
        List<NodeId> leading = running.keySet().stream()
                .filter(node -> tape(node).leading().isPresent())
                .toList();
        boolean agreed = leading.size() == 1
                && running.values().stream()
                        .allMatch(node -> node.status().leader().equals(Optional.of(leading.get(0))));
        return agreed ? Optional.of(leading.get(0)) : Optional.empty();
    }

    NodeId someFollower() {
        NodeId leader = awaitLeader();
        return running.keySet().stream()
                .filter(node -> !node.equals(leader))
                .findFirst()
                .orElseThrow();
    }

    Attempt append(NodeId node, Term term, String entry) {
        Attempt attempt = new Attempt();
        node(node).append(term, entry.getBytes(StandardCharsets.UTF_8), attempt);
        return attempt;
    }

    Attempt appendToLeader(String entry) {
        NodeId leader = awaitLeader();
        return append(leader, tape(leader).leading().orElseThrow(), entry);
    }

    /** Appends {@code count} entries through the leader and waits for all; returns them in order. */
    List<String> appendMany(String prefix, int count) {
        NodeId leader = awaitLeader();
        Term term = tape(leader).leading().orElseThrow();
        List<String> entries = new ArrayList<>();
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(prefix + i);
            attempts.add(append(leader, term, prefix + i));
        }
        attempts.forEach(attempt -> {
            if (!attempt.outcome().equals("applied")) {
                throw new IllegalStateException(attempt.outcome());
            }
        });
        return entries;
    }

    void awaitEverywhere(List<String> entries) {
        running.keySet()
                .forEach(node -> await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(tape(node).entries()).isEqualTo(entries)));
    }

    @Override
    public void close() {
        stopAll();
    }
}
