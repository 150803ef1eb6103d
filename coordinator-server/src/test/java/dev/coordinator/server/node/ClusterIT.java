package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Epoch;
import dev.coordinator.client.Member;
import dev.coordinator.client.Membership;
import dev.coordinator.client.PrimaryListener;
import dev.coordinator.client.StandbyReason;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.Role;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real server processes, and real clients over loopback. */
final class ClusterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POOLS = 10;

    @TempDir
    Path folder;

    private ThreeNodes nodes;

    @BeforeEach
    void start() throws Exception {
        nodes = ThreeNodes.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        nodes.stop();
    }

    @Test
    void theDeathOfTheLeaderMovesNoPrimaryAndCheckInsGoOn() throws Exception {
        AtomicInteger stepsDown = new AtomicInteger();
        try (Coordinator client = Coordinator.connect(nodes.endpoints())) {
            List<Membership> members = joinPools(client, stepsDown);
            await().atMost(PATIENCE).until(() -> primaries(0).size() == POOLS);
            Map<String, String> before = primaries(0);

            int leader = nodes.awaitLeader();
            nodes.kill(leader);

            int survivor = (leader + 1) % 3;
            await().atMost(PATIENCE).until(() -> answers(survivor));
            assertThat(nodes.process(survivor).output()).contains("event=leader-connection-closed");
            assertThat(primaries(survivor)).isEqualTo(before);
            assertThat(stepsDown).hasValue(0);
            assertThat(members.stream().filter(Membership::isPrimary)).hasSize(POOLS);
        }
    }

    @Test
    void theDeathOfAllNodesLosesNoPrimaryAndNoEpoch() throws Exception {
        checkInEverywhere();
        Map<String, String> before = primaries(0);
        for (int node = 0; node < 3; node++) {
            nodes.kill(node);
        }
        for (int node = 0; node < 3; node++) {
            nodes.startAgain(node);
        }
        nodes.awaitLeader();
        await().atMost(PATIENCE).until(() -> answers(1));
        assertThat(before).hasSize(POOLS);
        assertThat(primaries(1)).isEqualTo(before);
    }

    @Test
    void withoutAQuorumNothingIsGrantedAndTheAnswerSaysSo() throws Exception {
        checkInEverywhere();
        nodes.kill(0);
        nodes.kill(1);

        assertThatThrownBy(() -> checkIn(2, "new-pool", "x", 1, 1))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode())
                                .isIn(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> checkIn(2, "new-pool", "x", 1, 2))
                        .isInstanceOfSatisfying(
                                StatusRuntimeException.class,
                                failure -> assertThat(failure.getStatus().getCode())
                                        .isEqualTo(Status.Code.UNAVAILABLE)));
        assertThat(list(2, Consistency.CONSISTENCY_STALE)).hasSize(POOLS);
    }

    @Test
    void aLeaderThatIsStoppedInOrderHandsOverAndEndsWell() throws Exception {
        checkInEverywhere();
        int leader = nodes.awaitLeader();
        int status = nodes.process(leader).stop();
        assertThat(status).isEqualTo(143);
        assertThat(nodes.process(leader).output()).contains("event=leadership-transferred", "event=stopped");
        int survivor = (leader + 1) % 3;
        await().atMost(PATIENCE).until(() -> answers(survivor));
        assertThat(primaries(survivor)).hasSize(POOLS);
    }

    @Test
    void aPrimaryThatDiesIsReplacedByAnInstanceAtAnotherNode() throws Exception {
        nodes.settings("failover", 500, 1_500);
        try (Coordinator survivor = Coordinator.connect(nodes.endpoints()[2])) {
            CheckInResponse first = checkIn(0, "failover", "doomed", 7, 1);
            assertThat(first.getRole()).isEqualTo(Role.ROLE_PRIMARY);
            Membership standby = survivor.join(Member.of("failover", "heir"));
            await().atMost(PATIENCE).until(standby::isPrimary);
            assertThat(standby.fencingToken().orElseThrow()).isGreaterThan(first.getEpoch());
        }
    }

    private List<Membership> joinPools(Coordinator client, AtomicInteger stepsDown) {
        List<Membership> members = new ArrayList<>();
        for (int pool = 0; pool < POOLS; pool++) {
            nodes.settings("pool-" + pool, 1_000, 12_000);
            for (String instance : List.of("a", "b", "c")) {
                members.add(client.join(Member.of("pool-" + pool, instance), new PrimaryListener() {
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

    private void checkInEverywhere() {
        for (int pool = 0; pool < POOLS; pool++) {
            checkIn(pool % 3, "pool-" + pool, "a", pool + 1, 1);
        }
    }

    private CheckInResponse checkIn(int node, String pool, String instance, long incarnation, long seq) {
        return LeaseServiceGrpc.newBlockingStub(nodes.channel(node))
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .checkIn(CheckInRequest.newBuilder()
                        .setPool(pool)
                        .setInstanceId(instance)
                        .setIncarnation(incarnation)
                        .setSeq(seq)
                        .build());
    }

    /** Pool → its primary and epoch, for the pools that have one. */
    private Map<String, String> primaries(int node) {
        Map<String, String> primaries = new TreeMap<>();
        for (Pool pool : list(node, Consistency.CONSISTENCY_LINEARIZABLE)) {
            if (pool.hasPrimary()) {
                primaries.put(
                        pool.getName(),
                        pool.getPrimary().getInstanceId() + "@"
                                + pool.getPrimary().getEpoch());
            }
        }
        return primaries;
    }

    private List<Pool> list(int node, Consistency consistency) {
        return PoolServiceGrpc.newBlockingStub(nodes.channel(node))
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .listPools(ListPoolsRequest.newBuilder()
                        .setPageSize(1000)
                        .setConsistency(consistency)
                        .build())
                .getPoolsList();
    }

    private boolean answers(int node) {
        try {
            primaries(node);
            return true;
        } catch (StatusRuntimeException notYet) {
            return false;
        }
    }
}
