package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.replication.LogWrites;
import dev.coordinator.server.replication.Term;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as its users see it: three nodes, one order. */
final class RaftNodeTest {

    private static final long NO_SNAPSHOT = 1_000_000;
    private static final List<String> LIBRARY_THREADS = List.of(
            "bolt-netty-client-worker",
            "Rpc-netty-server-worker",
            "Bolt-conn-event-executor",
            "JRaft-Rpc-Closure-Executor");

    @TempDir
    Path root;

    @Test
    void everyNodeAppliesEveryEntryInTheOrderOfTheAppends() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, NO_SNAPSHOT)) {
            group.awaitEverywhere(group.appendMany("e", 500));
        }
    }

    @Test
    void onlyTheLeaderAppends() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, NO_SNAPSHOT)) {
            NodeId leader = group.awaitLeader();
            Term term = group.tape(leader).leading().orElseThrow();

            assertThat(group.append(group.someFollower(), term, "from a follower")
                            .outcome())
                    .isEqualTo("NOT_LEADER");
            assertThat(group.append(leader, new Term(term.number() + 1), "from a later term")
                            .outcome())
                    .isEqualTo("NOT_LEADER");
            group.awaitEverywhere(group.appendMany("e", 1));
        }
    }

    @Test
    void statusTellsWhoLeadsAndHowFarTheLogIs() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, NO_SNAPSHOT)) {
            NodeId leader = group.awaitLeader();
            group.appendMany("e", 3);

            NodeId follower = group.someFollower();
            await().atMost(TestGroup.PATIENCE).untilAsserted(() -> {
                LogStatus leads = group.node(leader).status();
                LogStatus follows = group.node(follower).status();
                assertThat(leads.role()).isEqualTo(LogStatus.Role.LEADER);
                assertThat(follows.role()).isEqualTo(LogStatus.Role.FOLLOWER);
                assertThat(follows.leader()).contains(leader);
                assertThat(follows.term())
                        .isEqualTo(leads.term())
                        .isEqualTo(group.tape(leader).leading().orElseThrow().number());
                assertThat(follows.appliedIndex())
                        .isEqualTo(leads.appliedIndex())
                        .isGreaterThanOrEqualTo(3);
                assertThat(leads.lastLogIndex()).isGreaterThanOrEqualTo(leads.committedIndex());
            });
        }
    }

    @Test
    void everyNodeTimesItsOwnWrites() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, NO_SNAPSHOT)) {
            group.awaitEverywhere(group.appendMany("e", 20));

            for (NodeId node : List.of(group.awaitLeader(), group.someFollower())) {
                LogWrites writes = group.node(node).logWrites();
                assertThat(writes.count()).isPositive();
                assertThat(writes.median()).isPositive().isLessThanOrEqualTo(writes.ninetyNinth());
                assertThat(writes.ninetyNinth()).isLessThanOrEqualTo(writes.longest());
            }
        }
    }

    @Test
    void aLeaderThatClosesHandsOver() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, NO_SNAPSHOT)) {
            List<String> entries = new ArrayList<>(group.appendMany("before", 10));
            NodeId old = group.awaitLeader();

            group.stop(old);

            NodeId successor = group.awaitLeader();
            assertThat(successor).isNotEqualTo(old);
            assertThat(group.tape(old).told()).endsWith("lost");
            entries.addAll(group.appendMany("after", 10));
            group.awaitEverywhere(entries);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aLeaderThatClosesPassesOverOneThatIsBeingDrained(int drained) throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, NO_SNAPSHOT)) {
            // Whom the library prefers of two that are as up to date depends on who leads.
            NodeId old = new NodeId("a");
            makeLead(group, old);
            group.awaitEverywhere(group.appendMany("before", 10));
            List<NodeId> others = others(group, old);
            group.node(others.get(drained)).standAside(true);
            long before = timesLeading(group, others.get(drained));

            group.stop(old);

            assertThat(group.awaitLeader()).isEqualTo(others.get(1 - drained));
            assertThat(timesLeading(group, others.get(drained))).isEqualTo(before);
        }
    }

    @Test
    void oneThatIsBeingDrainedLeadsRatherThanNobody() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, NO_SNAPSHOT)) {
            group.awaitEverywhere(group.appendMany("before", 10));
            NodeId old = group.awaitLeader();
            List<RaftNode> others = others(group, old).stream().map(group::node).toList();
            others.forEach(node -> node.standAside(true));
            // As long as each is looked at, neither stands for election by itself.
            others.forEach(RaftNode::reviewAside);

            group.stop(old);

            await().atMost(TestGroup.PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        others.forEach(RaftNode::reviewAside);
                        return others.stream().anyMatch(node -> node.status().role() == LogStatus.Role.LEADER);
                    });
        }
    }

    @Test
    void twoSilentNodesOfFiveDoNotKeepTheOthersFromElecting() throws IOException {
        try (BlackHole one = new BlackHole();
                BlackHole other = new BlackHole();
                TestGroup group = TestGroup.of(root, NO_SNAPSHOT, "a", "b", "c")) {
            Collection<NodeId> alive = group.members();
            group.addStranger("silent", one.address());
            group.addStranger("mute", other.address());
            for (NodeId node : alive) {
                group.start(node);
            }
            long before = System.nanoTime();

            group.awaitLeader();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
            group.awaitEverywhere(group.appendMany("e", 10));
        }
    }

    @Test
    void aClosedNodeAppendsNothing() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, NO_SNAPSHOT)) {
            NodeId leader = group.awaitLeader();
            Term term = group.tape(leader).leading().orElseThrow();
            RaftNode node = group.node(leader);
            group.stop(leader);

            Attempt attempt = new Attempt();
            node.append(term, new byte[1], attempt);

            assertThat(attempt.outcome()).isEqualTo("NOT_LEADER");
            node.close();
        }
    }

    @Test
    void aRestartedNodeCatchesUp() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, NO_SNAPSHOT)) {
            List<String> entries = new ArrayList<>(group.appendMany("before", 10));
            NodeId follower = group.someFollower();
            group.stop(follower);
            entries.addAll(group.appendMany("meanwhile", 10));

            group.start(follower);

            group.awaitEverywhere(entries);
        }
    }

    @Test
    void nothingIsLostWhenAllRestart() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, NO_SNAPSHOT)) {
            List<String> entries = new ArrayList<>(group.appendMany("before", 50));
            group.stopAll();
            for (NodeId node : group.members()) {
                group.start(node);
            }

            entries.addAll(group.appendMany("after", 50));

            group.awaitEverywhere(entries);
        }
    }

    @Test
    void aNodeStartsFromItsSnapshotAndTheLogAfterIt() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, 100)) {
            List<String> entries = new ArrayList<>(group.appendMany("before", 150));
            entries.addAll(group.appendMany("due", 1));
            NodeId follower = group.someFollower();
            await().atMost(TestGroup.PATIENCE).until(() -> snapshots(group, follower), count -> count >= 1);
            entries.addAll(group.appendMany("after", 20));
            group.awaitEverywhere(entries);
            group.stop(follower);

            group.start(follower);

            assertThat(group.tape(follower).told()).startsWith("installed");
            group.awaitEverywhere(entries);
        }
    }

    @Test
    void aNodeTooFarBehindIsGivenASnapshot() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, 100)) {
            List<String> entries = new ArrayList<>(group.appendMany("before", 10));
            NodeId follower = group.someFollower();
            group.stop(follower);
            NodeId leader = group.awaitLeader();
            for (int round = 0; round < 4; round++) {
                int before = snapshotNames(group, leader).hashCode();
                entries.addAll(group.appendMany("round" + round + "-", 150));
                entries.addAll(group.appendMany("due" + round + "-", 1));
                await().atMost(TestGroup.PATIENCE)
                        .until(() -> snapshotNames(group, leader).hashCode(), now -> now != before);
            }

            group.start(follower);

            group.awaitEverywhere(entries);
            assertThat(group.tape(follower).told()).contains("installed");
        }
    }

    @Test
    void anEntryThatCannotBeAppliedStopsTheNodeForGood() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, NO_SNAPSHOT)) {
            List<String> entries = group.appendMany("e", 5);
            group.awaitEverywhere(entries);
            NodeId leader = group.awaitLeader();
            Term term = group.tape(leader).leading().orElseThrow();

            group.append(leader, term, Tape.POISON);
            Attempt after = group.append(leader, term, "after");

            // The third node may never hear that the entry was committed: the two that knew have stopped.
            await().atMost(TestGroup.PATIENCE)
                    .until(() -> group.members().stream()
                                    .filter(node -> stoppedByPoison(group, node))
                                    .count()
                            >= 2);
            assertThat(after.outcome()).isIn("OUTCOME_UNKNOWN", "NOT_LEADER");
            group.awaitEverywhere(entries);
            assertThat(stoppedByPoison(group, leader)).isTrue();
            assertThat(group.node(leader).status().role()).isEqualTo(LogStatus.Role.FAILED);
        }
    }

    @Test
    void aClosedNodeLeavesNoThreadOfItsOwn() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (TestGroup group = TestGroup.startedOfThree(root, NO_SNAPSHOT)) {
            group.awaitEverywhere(group.appendMany("e", 10));
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(threadsOfNodes(before)).isEmpty());
    }

    /**
     * The RPC library never ends its pools that all nodes of a process share, nor one idle daemon thread for each server
     * and client.
     */
    private static List<String> threadsOfNodes(Set<Thread> except) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !except.contains(thread))
                .map(Thread::getName)
                .filter(name -> LIBRARY_THREADS.stream().noneMatch(name::startsWith))
                .filter(name -> name.toLowerCase(Locale.ROOT).matches(".*(raft|rpc|bolt|netty|append).*"))
                .sorted()
                .toList();
    }

    private static void makeLead(TestGroup group, NodeId wanted) {
        Member member = group.book().current().member(wanted).orElseThrow();
        await().atMost(TestGroup.PATIENCE).until(() -> {
            NodeId leader = group.awaitLeader();
            if (!leader.equals(wanted)) {
                group.node(leader).electorate().handOver(member);
            }
            return leader.equals(wanted);
        });
    }

    private static long timesLeading(TestGroup group, NodeId node) {
        return group.tape(node).told().stream()
                .filter(told -> told.startsWith("gained"))
                .count();
    }

    private static List<NodeId> others(TestGroup group, NodeId than) {
        return group.members().stream().filter(node -> !node.equals(than)).toList();
    }

    private static boolean stoppedByPoison(TestGroup group, NodeId node) {
        return group.whyStopped(node)
                .filter(why -> why.contains("could not be applied"))
                .isPresent();
    }

    private static long snapshots(TestGroup group, NodeId node) {
        return snapshotNames(group, node).size();
    }

    private static List<String> snapshotNames(TestGroup group, NodeId node) {
        String[] names =
                group.folder(node).resolve("snapshot").toFile().list((folder, name) -> name.startsWith("snapshot_"));
        return Optional.ofNullable(names).map(List::of).orElse(List.of()).stream()
                .sorted()
                .toList();
    }
}
