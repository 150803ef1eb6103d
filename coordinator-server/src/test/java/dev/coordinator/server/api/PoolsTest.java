package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.checkIn;
import static dev.coordinator.server.api.TestNode.info;
import static dev.coordinator.server.api.TestNode.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeCause;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesRequest;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolSettings;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.UpdatePoolSettingsRequest;
import dev.coordinator.v1.UpdatePoolSettingsResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PoolsTest {

    private TestNode node;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void poolTellsWhoIsPrimaryAndWhoIsNext() {
        node.leases().checkIn(checkIn("orders", "a", 11, 1).build());
        node.leases().checkIn(checkIn("orders", "b", 12, 1).build());
        node.log.pass(1_000);

        GetPoolResponse answer = get("orders");

        Pool pool = answer.getPool();
        assertThat(answer.getLogIndex()).isEqualTo(3);
        assertThat(pool.getState()).isEqualTo(PoolState.POOL_STATE_HELD);
        assertThat(pool.getPrimary().getInstanceId()).isEqualTo("a");
        assertThat(pool.getLeaseRemainingMs()).isEqualTo(119_000);
        assertThat(pool.getInstances()).isEqualTo(2);
        assertThat(pool.getLive()).isEqualTo(2);
        assertThat(pool.getSuccessors()).isEqualTo(1);
        assertThat(pool.getNextInLineList()).containsExactly("b");
        assertThat(pool.getSettings().getLeaseTtlMs()).isEqualTo(120_000);
        assertThat(pool.getLastChange().getKind()).isEqualTo(ChangeKind.CHANGE_KIND_GRANTED);
        assertThat(pool.getLastChange().getCause()).isEqualTo(ChangeCause.CHANGE_CAUSE_FIRST);
    }

    @Test
    void designatedOneIsNamed() {
        long epoch =
                node.leases().checkIn(checkIn("orders", "a", 11, 1).build()).getEpoch();
        node.leases().checkIn(checkIn("orders", "b", 12, 1).build());
        node.leases()
                .checkIn(checkIn("orders", "a", 11, 2)
                        .setHoldingEpoch(epoch)
                        .setRelease(true)
                        .build());

        Pool pool = get("orders").getPool();

        assertThat(pool.getState()).isEqualTo(PoolState.POOL_STATE_DESIGNATED);
        assertThat(pool.getDesignated()).isEqualTo("b");
        assertThat(pool.hasPrimary()).isFalse();
        Change last = pool.getLastChange();
        assertThat(last.getTo()).isEqualTo("b");
        assertThat(last.getCandidatesList()).isNotEmpty();
    }

    @Test
    void unknownPoolIsNotFound() {
        Status get = statusOf(() -> get("nowhere"));
        Status list = statusOf(() -> node.pools()
                .listInstances(
                        ListInstancesRequest.newBuilder().setPool("nowhere").build()));

        assertThat(get.getCode()).isEqualTo(Code.NOT_FOUND_VALUE);
        assertThat(info(get).getReason()).isEqualTo("UNKNOWN_POOL");
        assertThat(list.getCode()).isEqualTo(Code.NOT_FOUND_VALUE);
    }

    @Test
    void poolsComeByPagesInOrderOfName() {
        IntStream.range(0, 5)
                .forEach(i -> node.leases().checkIn(checkIn("p" + i, "a", 0, 0).build()));
        node.leases().checkIn(checkIn("other", "a", 0, 0).build());

        List<List<String>> pages = new ArrayList<>();
        ListPoolsResponse page;
        String token = "";
        do {
            page = node.pools()
                    .listPools(ListPoolsRequest.newBuilder()
                            .setPrefix("p")
                            .setPageSize(2)
                            .setPageToken(token)
                            .build());
            pages.add(page.getPoolsList().stream().map(Pool::getName).toList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        assertThat(pages).containsExactly(List.of("p0", "p1"), List.of("p2", "p3"), List.of("p4"));
    }

    @Test
    void instancesComeByPagesAsTheyReported() {
        node.leases()
                .checkIn(checkIn("orders", "a", 11, 4)
                        .setPriority(7)
                        .setAddress("a:1")
                        .putLabels("k", "v")
                        .build());
        node.leases()
                .checkIn(checkIn("orders", "b", 0, 0)
                        .setElectable(false)
                        .setUnelectableReason("disk")
                        .build());
        node.log.pass(2_000);

        ListInstancesResponse first = instances("");
        ListInstancesResponse second = instances(first.getNextPageToken());

        Instance a = first.getInstances(0);
        assertThat(a.getInstanceId()).isEqualTo("a");
        assertThat(a.getRole()).isEqualTo(Role.ROLE_PRIMARY);
        assertThat(a.getLive()).isTrue();
        assertThat(a.getFresh()).isTrue();
        assertThat(a.getElectable()).isTrue();
        assertThat(a.getPriority()).isEqualTo(7);
        assertThat(a.getAddress()).isEqualTo("a:1");
        assertThat(a.getLabelsMap()).containsEntry("k", "v");
        assertThat(a.getIncarnation()).isEqualTo(11);
        assertThat(a.getSeq()).isEqualTo(4);
        assertThat(a.getLastCheckInAgoMs()).isEqualTo(2_000);
        Instance b = second.getInstances(0);
        assertThat(b.getRole()).isEqualTo(Role.ROLE_UNELECTABLE);
        assertThat(b.getUnelectableReason()).isEqualTo("disk");
        assertThat(second.getNextPageToken()).isEmpty();
    }

    @Test
    void settingsAreSetOneByOne() {
        UpdatePoolSettingsResponse first =
                update(PoolSettings.newBuilder().setLeaseTtlMs(60_000).setCheckInIntervalMs(5_000));
        UpdatePoolSettingsResponse second = update(PoolSettings.newBuilder().setMinCandidates(2));

        assertThat(first.getSettings().getSafetyMarginMs()).isEqualTo(6_000);
        assertThat(second.getSettings())
                .isEqualTo(PoolSettings.newBuilder()
                        .setCheckInIntervalMs(5_000)
                        .setLeaseTtlMs(60_000)
                        .setSafetyMarginMs(6_000)
                        .setRetentionMs(86_400_000)
                        .setFlapWindowMs(600_000)
                        .setMinCandidates(2)
                        .setBootstrapWaitMs(0)
                        .setDrainTimeoutMs(60_000)
                        .setFailback(false)
                        .setHoldDownMs(300_000)
                        .build());
        assertThat(second.getWarningsList()).isEmpty();
        assertThat(second.getLogIndex()).isEqualTo(2);
    }

    @Test
    void settingsThatAreOnlyValidatedAreAnsweredAsTheyWouldBeAndChangeNothing() {
        update(PoolSettings.newBuilder().setMinCandidates(2));

        UpdatePoolSettingsResponse foreseen =
                validate("orders", PoolSettings.newBuilder().setLeaseTtlMs(95_000));
        UpdatePoolSettingsResponse ofNone =
                validate("none", PoolSettings.newBuilder().setFailback(true));
        Status refusal =
                statusOf(() -> validate("orders", PoolSettings.newBuilder().setLeaseTtlMs(1_000)));

        assertThat(foreseen.getSettings().getLeaseTtlMs()).isEqualTo(95_000);
        assertThat(foreseen.getSettings().getSafetyMarginMs()).isEqualTo(9_500);
        assertThat(foreseen.getSettings().getMinCandidates()).isEqualTo(2);
        assertThat(ofNone.getSettings().getFailback()).isTrue();
        assertThat(info(refusal).getReason()).isEqualTo("INVALID_SETTINGS");
        assertThat(get("orders").getPool().getSettings().getLeaseTtlMs()).isEqualTo(120_000);
        assertThat(info(statusOf(() -> get("none"))).getReason()).isEqualTo("UNKNOWN_POOL");
    }

    @Test
    void settingsThatMaySurpriseAreWarnedOf() {
        UpdatePoolSettingsResponse answer = update(PoolSettings.newBuilder()
                .setLeaseTtlMs(3_000)
                .setCheckInIntervalMs(1_000)
                .setDrainTimeoutMs(500)
                .setFailback(true)
                .setHoldDownMs(0));

        assertThat(answer.getSettings().getFailback()).isTrue();
        assertThat(answer.getSettings().getHoldDownMs()).isZero();
        assertThat(answer.getWarningsList())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("lease_ttl_ms is below 10000"),
                        second -> assertThat(second).startsWith("drain_timeout_ms is below check_in_interval_ms"));
    }

    @Test
    void staleReadNeedsNoQuorumAndOthersDo() {
        node.leases().checkIn(checkIn("orders", "a", 11, 1).build());
        node.log.fail(Failure.NO_LEADER);

        GetPoolRequest stale = GetPoolRequest.newBuilder()
                .setPool("orders")
                .setConsistency(Consistency.CONSISTENCY_STALE)
                .build();

        assertThat(node.pools().getPool(stale).getPool().getName()).isEqualTo("orders");
        assertThat(info(statusOf(() -> get("orders"))).getReason()).isEqualTo("NO_LEADER");
    }

    private GetPoolResponse get(String pool) {
        return node.pools().getPool(GetPoolRequest.newBuilder().setPool(pool).build());
    }

    private ListInstancesResponse instances(String token) {
        return node.pools()
                .listInstances(ListInstancesRequest.newBuilder()
                        .setPool("orders")
                        .setPageSize(1)
                        .setPageToken(token)
                        .build());
    }

    private UpdatePoolSettingsResponse validate(String pool, PoolSettings.Builder settings) {
        return node.pools()
                .updatePoolSettings(UpdatePoolSettingsRequest.newBuilder()
                        .setPool(pool)
                        .setSettings(settings)
                        .setValidateOnly(true)
                        .build());
    }

    private UpdatePoolSettingsResponse update(PoolSettings.Builder settings) {
        return node.pools()
                .updatePoolSettings(UpdatePoolSettingsRequest.newBuilder()
                        .setPool("orders")
                        .setSettings(settings)
                        .build());
    }
}
