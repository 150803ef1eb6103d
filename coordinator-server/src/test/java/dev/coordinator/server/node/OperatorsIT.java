package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Epoch;
import dev.coordinator.client.Member;
import dev.coordinator.client.Membership;
import dev.coordinator.client.PrimaryListener;
import dev.coordinator.client.StandbyReason;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeCause;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.DeletePoolRequest;
import dev.coordinator.v1.ExplainRequest;
import dev.coordinator.v1.ExplainResponse;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.Obstacle;
import dev.coordinator.v1.Outlook;
import dev.coordinator.v1.PauseRequest;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.ResumeRequest;
import dev.coordinator.v1.SwitchOverRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's words to three real server processes, each said to a node that follows. */
final class OperatorsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String POOL = "orders";

    @TempDir
    Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private ThreeNodes nodes;
    private int follower;

    @BeforeEach
    void start() throws Exception {
        nodes = ThreeNodes.start(folder);
        follower = (nodes.awaitLeader() + 1) % 3;
    }

    @AfterEach
    void stop() throws Exception {
        nodes.stop();
    }

    @Test
    void aSwitchoverStopsTheOldPrimaryFirstAndMeasuresTheGap() throws Exception {
        nodes.settings(POOL, 1_000, 12_000);
        try (Coordinator client = Coordinator.connect(nodes.endpoints())) {
            Membership old = client.join(Member.of(POOL, "old"), teller());
            assertThat(next()).startsWith("primary ");
            Membership heir = client.join(Member.of(POOL, "heir"));
            await().atMost(PATIENCE).until(() -> pool().getSuccessors() == 1);

            Outlook outlook = operations()
                    .switchOver(SwitchOverRequest.newBuilder()
                            .setPool(POOL)
                            .setTo("heir")
                            .setRequestedBy("alice@laptop")
                            .setComment("deploy 42")
                            .build())
                    .getOutlook();

            assertThat(outlook.getPrimary()).isEqualTo("old");
            assertThat(outlook.getSuccessor()).isEqualTo("heir");
            assertThat(next()).isEqualTo("standby STEP_DOWN");
            await().atMost(PATIENCE).until(heir::isPrimary);
            assertThat(old.isPrimary()).isFalse();
            Change grant = lastChange();
            assertThat(grant.getKind()).isEqualTo(ChangeKind.CHANGE_KIND_GRANTED);
            assertThat(grant.getCause()).isEqualTo(ChangeCause.CHANGE_CAUSE_SWITCHOVER);
            assertThat(grant.getActor()).isEqualTo("alice@laptop from 127.0.0.1");
            assertThat(grant.getComment()).isEqualTo("deploy 42");
            assertThat(grant.getVacantForMs()).isLessThan(12_000);
        }
    }

    @Test
    void aPausedPoolStaysWithoutAPrimaryUntilItIsResumed() {
        nodes.settings(POOL, 500, 1_500);
        checkIn("doomed", 1);
        try (Coordinator client = Coordinator.connect(nodes.endpoints())) {
            operations().pause(PauseRequest.newBuilder().setPool(POOL).build());
            Membership standby = client.join(Member.of(POOL, "standby"));

            await().atMost(PATIENCE)
                    .until(() -> pool().getState() == PoolState.POOL_STATE_VACANT && pool().getLive() == 1);

            ExplainResponse why = PoolServiceGrpc.newBlockingStub(nodes.channel(follower))
                    .withDeadlineAfter(10, TimeUnit.SECONDS)
                    .explain(ExplainRequest.newBuilder().setPool(POOL).build());
            assertThat(why.getObstacle()).isEqualTo(Obstacle.OBSTACLE_PAUSED);
            assertThat(standby.isPrimary()).isFalse();
            assertThat(standby.status().paused()).isTrue();

            operations().resume(ResumeRequest.newBuilder().setPool(POOL).build());

            await().atMost(PATIENCE).until(standby::isPrimary);
        }
    }

    @Test
    void aDeletedPoolIsGrantedAnewOnlyWhenItsLastLeaseHasEnded() throws Exception {
        nodes.settings(POOL, 1_000, 6_000);
        try (Coordinator client = Coordinator.connect(nodes.endpoints())) {
            client.join(Member.of(POOL, "a"), teller());
            String first = next();
            assertThat(first).startsWith("primary ");

            Outlook outlook = operations()
                    .deletePool(DeletePoolRequest.newBuilder().setPool(POOL).build())
                    .getOutlook();

            assertThat(outlook.getWithinMs()).isPositive();
            assertThat(next()).isEqualTo("standby EPOCH_ENDED");
            String second = next();
            assertThat(second).startsWith("primary ");
            assertThat(epoch(second)).isGreaterThan(epoch(first));
            assertThat(history())
                    .extracting(Change::getKind)
                    .startsWith(ChangeKind.CHANGE_KIND_POOL_DELETED)
                    .endsWith(ChangeKind.CHANGE_KIND_GRANTED);
        }
    }

    private static long epoch(String primary) {
        return Long.parseLong(primary.substring("primary ".length()));
    }

    private PrimaryListener teller() {
        return new PrimaryListener() {
            @Override
            public void onPrimary(Epoch epoch) {
                told.add("primary " + epoch.number());
            }

            @Override
            public void onStandby(StandbyReason reason) {
                told.add("standby " + reason);
            }
        };
    }

    private String next() throws InterruptedException {
        String next = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("what the application is told in time").isNotNull();
        return String.valueOf(next);
    }

    private void checkIn(String instance, long incarnation) {
        LeaseServiceGrpc.newBlockingStub(nodes.channel(follower))
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .checkIn(CheckInRequest.newBuilder()
                        .setPool(POOL)
                        .setInstanceId(instance)
                        .setIncarnation(incarnation)
                        .setSeq(1)
                        .build());
    }

    private PoolOperationsServiceGrpc.PoolOperationsServiceBlockingStub operations() {
        return PoolOperationsServiceGrpc.newBlockingStub(nodes.channel(follower))
                .withDeadlineAfter(10, TimeUnit.SECONDS);
    }

    private Pool pool() {
        return PoolServiceGrpc.newBlockingStub(nodes.channel(follower))
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .getPool(GetPoolRequest.newBuilder().setPool(POOL).build())
                .getPool();
    }

    private Change lastChange() {
        List<Change> history = history();
        return history.get(history.size() - 1);
    }

    private List<Change> history() {
        return PoolServiceGrpc.newBlockingStub(nodes.channel(follower))
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .getHistory(GetHistoryRequest.newBuilder().setPool(POOL).build())
                .getChangesList();
    }
}
