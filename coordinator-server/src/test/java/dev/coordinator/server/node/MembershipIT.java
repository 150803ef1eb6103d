package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Epoch;
import dev.coordinator.client.Member;
import dev.coordinator.client.Membership;
import dev.coordinator.client.PrimaryListener;
import dev.coordinator.client.StandbyReason;
import dev.coordinator.v1.AddNodeRequest;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.ListNodeChangesRequest;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeStanding;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.RemoveNodeRequest;
import dev.coordinator.v1.StatusResponse;
import dev.coordinator.v1.TransferLeadershipRequest;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three real server processes grow to five and shrink to three others, under about a thousand check-ins a second, while
 * leadership is handed over all the time: no instance loses what it holds.
 */
final class MembershipIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POOLS = 50;
    private static final int INSTANCES = 4;
    private static final int INTERVAL_MILLIS = 200;
    private static final int TTL_MILLIS = 20_000;
    private static final int HANDOVER_SECONDS = 3;

    /** So often must leadership have moved at least; the test goes on until it has. */
    private static final int LEAST_MOVES = 4;

    /** One of the first nodes, which is there at the end as well. */
    private static final int STAYS = 2;

    /** How often it grows and shrinks: once in every build, and as often as told in a soak. */
    private static final int ROUNDS = Integer.getInteger("membership.rounds", 1);

    @TempDir
    Path folder;

    private final ScheduledExecutorService handovers = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger handedOver = new AtomicInteger();
    private final AtomicInteger stepsDown = new AtomicInteger();

    /** Term → who led it, of those that were seen to lead. */
    private final NavigableMap<Long, String> leaders = new ConcurrentSkipListMap<>();

    private final Set<Integer> nodes = ConcurrentHashMap.newKeySet();
    private ThreeNodes cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = ThreeNodes.start(folder);
        nodes.addAll(Set.of(0, 1, 2));
    }

    @AfterEach
    void stop() throws Exception {
        handovers.shutdownNow();
        cluster.stop();
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // Runs until the executor is shut down.
    void growingAndShrinkingUnderLoadLosesNothing() throws Exception {
        String[] everywhere = IntStream.range(0, 5).mapToObj(cluster::api).toArray(String[]::new);
        try (Coordinator client = Coordinator.connect(everywhere)) {
            List<Membership> members = joinPools(client);
            await().atMost(PATIENCE).until(() -> primaries().size() == POOLS);
            Map<String, String> before = primaries();
            StatusResponse begin = cluster.status(STAYS).orElseThrow();
            handovers.scheduleWithFixedDelay(this::handOver, 1, HANDOVER_SECONDS, TimeUnit.SECONDS);

            add(cluster.startJoining());
            add(cluster.startJoining());
            for (int round = 1; round < ROUNDS; round++) {
                remove(round % 5, false);
                add(round % 5);
            }
            remove(0, true);
            remove(1, true);
            int handovers = handedOver.get();
            await().atMost(PATIENCE).until(() -> handedOver.get() > handovers && moves() >= LEAST_MOVES);

            requireLoad(begin, cluster.status(STAYS).orElseThrow());
            assertThat(primaries()).isEqualTo(before);
            assertThat(stepsDown).hasValue(0);
            assertThat(members.stream().filter(Membership::isPrimary)).hasSize(POOLS);
            assertThat(Set.copyOf(leaders.values())).hasSizeGreaterThan(1);
            assertThat(leader().orElseThrow().getNodesList())
                    .extracting(Node::getNodeId)
                    .containsExactly("n2", "n3", "n4");
            assertThat(changes())
                    .containsSubsequence(
                            "added n3 by someone from 127.0.0.1",
                            "joined n3 by ",
                            "added n4 by someone from 127.0.0.1",
                            "joined n4 by ",
                            "removed n0 by someone from 127.0.0.1",
                            "left n0 by ",
                            "removed n1 by someone from 127.0.0.1",
                            "left n1 by ");
        }
    }

    /** By cluster time, which stands still while nobody leads: half of what the instances would do if nothing disturbed them. */
    private static void requireLoad(StatusResponse begin, StatusResponse end) {
        long elapsedMillis = end.getClusterTimeMs() - begin.getClusterTimeMs();
        long wanted = (long) POOLS * INSTANCES * elapsedMillis / INTERVAL_MILLIS;

        assertThat(elapsedMillis).isGreaterThan(10L * INTERVAL_MILLIS);
        assertThat(end.getCheckInsApplied() - begin.getCheckInsApplied())
                .as("check-ins in %d ms of cluster time, of %d", elapsedMillis, wanted)
                .isGreaterThan(wanted / 2);
    }

    /** How often leadership was seen to be another node's than before. */
    private long moves() {
        List<String> inOrder = List.copyOf(leaders.values());
        return IntStream.range(1, inOrder.size())
                .filter(i -> !inOrder.get(i).equals(inOrder.get(i - 1)))
                .count();
    }

    private List<String> changes() {
        return ClusterServiceGrpc.newBlockingStub(cluster.channel(2))
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .listNodeChanges(ListNodeChangesRequest.getDefaultInstance())
                .getChangesList()
                .stream()
                .map(change ->
                        change.getKind().name().replace("NODE_CHANGE_KIND_", "").toLowerCase(Locale.ROOT) + " "
                                + change.getNode().getNodeId() + " by " + change.getRequestedBy())
                .toList();
    }

    private List<Membership> joinPools(Coordinator client) {
        List<Membership> members = new ArrayList<>();
        for (int pool = 0; pool < POOLS; pool++) {
            cluster.settings("pool-" + pool, INTERVAL_MILLIS, TTL_MILLIS);
            for (int instance = 0; instance < INSTANCES; instance++) {
                members.add(client.join(Member.of("pool-" + pool, "i" + instance), new PrimaryListener() {
                    @Override
                    public void onPrimary(Epoch epoch) {}

                    @Override
                    public void onStandby(StandbyReason reason) {
                        stepsDown.incrementAndGet();
                    }
                }));
            }
        }
        return members;
    }

    private void add(int node) {
        tellLeader(stub -> stub.addNode(AddNodeRequest.newBuilder()
                .setNodeId("n" + node)
                .setApiAddress(cluster.api(node))
                .setRaftAddress(cluster.raft(node))
                .build()));
        await().atMost(PATIENCE)
                .until(() -> leader().flatMap(status -> listed(status, node))
                        .filter(listed -> listed.getStanding() == NodeStanding.NODE_STANDING_MEMBER)
                        .isPresent());
        nodes.add(node);
    }

    private void remove(int node, boolean forGood) throws InterruptedException {
        tellLeader(stub -> stub.removeNode(
                RemoveNodeRequest.newBuilder().setNodeId("n" + node).build()));
        await().atMost(PATIENCE)
                .until(() -> leader().filter(status -> listed(status, node).isEmpty())
                        .isPresent());
        if (forGood) {
            nodes.remove(node);
            cluster.kill(node);
        }
    }

    private void handOver() {
        try {
            leader().ifPresent(leader -> {
                stub(number(leader)).transferLeadership(TransferLeadershipRequest.getDefaultInstance());
                handedOver.incrementAndGet();
            });
        } catch (StatusRuntimeException notNow) {
            // The voters are changing, or another leads by now: there will be another time.
            return;
        }
    }

    private interface Word {
        void tell(ClusterOperationsServiceGrpc.ClusterOperationsServiceBlockingStub stub);
    }

    /** All of them are safe to repeat, and while leadership moves they must be. */
    private void tellLeader(Word word) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(() -> {
                    Optional<StatusResponse> leader = leader();
                    leader.ifPresent(status -> word.tell(stub(number(status))));
                    return leader.isPresent();
                });
    }

    private ClusterOperationsServiceGrpc.ClusterOperationsServiceBlockingStub stub(int node) {
        return ClusterOperationsServiceGrpc.newBlockingStub(cluster.channel(node))
                .withDeadlineAfter(10, TimeUnit.SECONDS);
    }

    /** What the node says that is said to lead by itself and most others. */
    private Optional<StatusResponse> leader() {
        List<StatusResponse> said = List.copyOf(nodes).stream()
                .flatMap(node -> cluster.status(node).stream())
                .toList();
        Optional<StatusResponse> leader = said.stream()
                .filter(status -> status.getLeaderId().equals(status.getNodeId()))
                .filter(status -> said.stream()
                                .filter(other -> other.getLeaderId().equals(status.getNodeId()))
                                .count()
                        > said.size() / 2)
                .findFirst();
        leader.ifPresent(status -> leaders.put(status.getTerm(), status.getNodeId()));
        return leader;
    }

    private static int number(StatusResponse status) {
        return Integer.parseInt(status.getNodeId().substring(1));
    }

    private static Optional<Node> listed(StatusResponse status, int node) {
        return status.getNodesList().stream()
                .filter(each -> each.getNodeId().equals("n" + node))
                .findFirst();
    }

    /** Pool → its primary and epoch, as the cluster has them, read through a node that stays. */
    private Map<String, String> primaries() {
        Map<String, String> primaries = new TreeMap<>();
        for (Pool pool : await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(this::pools, pools -> !pools.isEmpty())) {
            if (pool.hasPrimary()) {
                primaries.put(
                        pool.getName(),
                        pool.getPrimary().getInstanceId() + "@"
                                + pool.getPrimary().getEpoch());
            }
        }
        return primaries;
    }

    private List<Pool> pools() {
        return PoolServiceGrpc.newBlockingStub(cluster.channel(STAYS))
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .listPools(ListPoolsRequest.newBuilder().setPageSize(1000).build())
                .getPoolsList();
    }
}
