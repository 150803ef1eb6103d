package dev.coordinator.server.api;

import static dev.coordinator.server.api.GuardedNode.concat;
import static dev.coordinator.server.api.GuardedNode.with;
import static dev.coordinator.server.api.TestNode.checkIn;
import static dev.coordinator.server.api.TestNode.info;
import static dev.coordinator.server.api.TestNode.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.GetMetricsRequest;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.PauseRequest;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.StatusRequest;
import dev.coordinator.v1.TransferLeadershipRequest;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that checks its callers, over gRPC: who is let in, who may, and what becomes of streams when that changes. */
final class AccessEdgeTest {

    @TempDir
    Path folder;

    private GuardedNode guarded;

    @BeforeEach
    void start() throws IOException {
        guarded = new GuardedNode(folder, with("a", "b", "reader", "ops", "admin"));
    }

    @AfterEach
    void stop() {
        guarded.close();
    }

    @Test
    void whoShowsNothingOrTheWrongThingIsNobody() {
        Status nothing = statusOf(
                () -> guarded.node.leases().checkIn(checkIn("orders", "a", 1, 1).build()));
        Status wrong =
                statusOf(() -> leases("x").checkIn(checkIn("orders", "a", 1, 1).build()));

        assertThat(nothing.getCode()).isEqualTo(Code.UNAUTHENTICATED_VALUE);
        assertThat(info(nothing).getReason()).isEqualTo("NO_CREDENTIAL");
        assertThat(wrong.getCode()).isEqualTo(Code.UNAUTHENTICATED_VALUE);
        assertThat(info(wrong).getReason()).isEqualTo("BAD_CREDENTIAL");
        assertThat(guarded.audited)
                .extracting(Audit.Entry::kind, Audit.Entry::call, Audit.Entry::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Audit.Kind.UNAUTHENTICATED, "CheckIn", "NO_CREDENTIAL"),
                        org.assertj.core.groups.Tuple.tuple(Audit.Kind.UNAUTHENTICATED, "CheckIn", "BAD_CREDENTIAL"));
    }

    @Test
    void instanceSpeaksForItselfAlone() {
        CheckInResponse own = leases("a").checkIn(checkIn("orders", "a", 1, 1).build());
        Status other =
                statusOf(() -> leases("a").checkIn(checkIn("orders", "b", 1, 1).build()));
        Status elsewhere =
                statusOf(() -> leases("a").checkIn(checkIn("other", "a", 1, 1).build()));

        assertThat(own.getRole()).isEqualTo(Role.ROLE_PRIMARY);
        assertThat(other.getCode()).isEqualTo(Code.PERMISSION_DENIED_VALUE);
        assertThat(other.getMessage()).isEqualTo("a may not check_in as \"b\" in pool \"orders\"");
        assertThat(info(other).getReason()).isEqualTo("NOT_PERMITTED");
        assertThat(info(other).getMetadataMap())
                .containsEntry("verb", "check_in")
                .containsEntry("pool", "orders")
                .containsEntry("instance", "b")
                .containsEntry("principal", "a");
        assertThat(info(elsewhere).getMetadataMap()).containsEntry("pool", "other");
        assertThat(guarded.audited.get(0).kind()).isEqualTo(Audit.Kind.DENIED);
        assertThat(guarded.audited.get(0).from()).isEqualTo("127.0.0.1");
    }

    @Test
    void verbsAreAskedFor() {
        leases("a").checkIn(checkIn("orders", "a", 1, 1).build());

        assertThat(denied(() -> pools("a").getPool(get("orders")))).isEqualTo("read orders");
        assertThat(denied(() -> operations("reader").pause(pause("")))).isEqualTo("operate orders");
        assertThat(denied(() -> ClusterOperationsServiceGrpc.newBlockingStub(guarded.showing("ops"))
                        .transferLeadership(TransferLeadershipRequest.getDefaultInstance())))
                .isEqualTo("administer *");
        assertThat(denied(() -> cluster("ops").getMetrics(GetMetricsRequest.getDefaultInstance())))
                .isEqualTo("read *");
        assertThat(denied(() -> cluster("a").status(StatusRequest.getDefaultInstance())))
                .isEqualTo("read ");
        assertThat(pools("ops").getPool(get("orders")).getPool().getName())
                .as("operate includes read")
                .isEqualTo("orders");
        assertThat(cluster("reader").status(StatusRequest.getDefaultInstance()).getNodeId())
                .isEqualTo("n1");
        assertThat(cluster("admin")
                        .getMetrics(GetMetricsRequest.getDefaultInstance())
                        .getNodeId())
                .isEqualTo("n1");
    }

    private static String denied(java.util.concurrent.Callable<?> call) {
        Status status = statusOf(call);
        assertThat(status.getCode()).isEqualTo(Code.PERMISSION_DENIED_VALUE);
        return info(status).getMetadataMap().get("verb") + " "
                + info(status).getMetadataMap().get("pool");
    }

    @Test
    void listsHaveOnlyWhatMayBeRead() {
        for (String pool : List.of("bills", "orders")) {
            leases("a").checkIn(checkIn(pool, "a", 1, 1).build());
        }

        ListPoolsResponse first = pools("reader")
                .listPools(ListPoolsRequest.newBuilder().setPageSize(1).build());
        ListPoolsResponse second = pools("reader")
                .listPools(ListPoolsRequest.newBuilder()
                        .setPageSize(1)
                        .setPageToken(first.getNextPageToken())
                        .build());

        assertThat(first.getPoolsList()).as("bills is on it, and not shown").isEmpty();
        assertThat(first.getNextPageToken()).isNotEmpty();
        assertThat(second.getPoolsList()).extracting(Pool::getName).containsExactly("orders");
        assertThat(denied(() -> pools("a").listPools(ListPoolsRequest.getDefaultInstance())))
                .isEqualTo("read ");
    }

    @Test
    void actorIsThePrincipalWhateverTheySay() {
        leases("a").checkIn(checkIn("orders", "a", 1, 1).build());

        operations("ops").pause(pause("root from 10.9.9.9"));

        List<Change> history = pools("ops")
                .getHistory(GetHistoryRequest.newBuilder()
                        .setPool("orders")
                        .setNewestFirst(true)
                        .build())
                .getChangesList();
        assertThat(history.get(0).getActor()).isEqualTo("ops from 127.0.0.1 for root from 10.9.9.9");
        assertThat(guarded.audited).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(Audit.Kind.OPERATION);
            assertThat(entry.principal()).isEqualTo("ops");
            assertThat(entry.credential()).isEqualTo("token");
            assertThat(entry.call()).isEqualTo("Pause");
            assertThat(entry.pool()).isEqualTo("orders");
            assertThat(entry.outcome()).isEqualTo("OK");
            assertThat(entry.request())
                    .isEqualTo("pool: \"orders\" requested_by: \"root from 10.9.9.9\" comment: \"why\"");
        });
    }

    @Test
    void healthIsOpenUnlessTheFileSaysOtherwiseAndAnyoneKnownMaySeeTheRest() throws IOException {
        var health = HealthGrpc.newBlockingStub(guarded.node.channel());
        assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatusValue())
                .isEqualTo(1);

        guarded.rules(concat(new String[] {"open: []"}, with("a")));

        assertThat(statusOf(() -> health.check(HealthCheckRequest.getDefaultInstance()))
                        .getCode())
                .isEqualTo(Code.UNAUTHENTICATED_VALUE);
        assertThat(HealthGrpc.newBlockingStub(guarded.showing("a"))
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatusValue())
                .isEqualTo(1);
    }

    @Test
    void statusTellsWhichRulesAreInForce() throws IOException {
        assertThat(cluster("reader")
                        .status(StatusRequest.getDefaultInstance())
                        .getAccess()
                        .getLoadedMs())
                .isPositive();

        guarded.rules("grants: nothing");

        var access =
                cluster("reader").status(StatusRequest.getDefaultInstance()).getAccess();
        assertThat(access.getReloadFailedMs()).isPositive();
        assertThat(access.getReloadFailure()).contains("access.yaml:1:9: grants: must be a list, not \"nothing\"");
    }

    @Test
    void whoFailsTooOftenIsToldToWait() {
        for (int i = 0; i < 20; i++) {
            statusOf(() -> leases("x").checkIn(checkIn("orders", "a", 1, 1).build()));
        }

        List<Status> more = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            more.add(statusOf(
                    () -> leases("x").checkIn(checkIn("orders", "a", 1, 1).build())));
        }

        assertThat(more).anySatisfy(status -> {
            assertThat(info(status).getReason()).isEqualTo("TOO_MANY_FAILURES");
            assertThat(TestNode.retryMillis(status)).isEqualTo(1000);
        });
        assertThat(leases("a").checkIn(checkIn("orders", "a", 1, 1).build()).getRole())
                .as("whoever shows what is good, from the same address")
                .isEqualTo(Role.ROLE_PRIMARY);
    }

    private LeaseServiceGrpc.LeaseServiceBlockingStub leases(String token) {
        return LeaseServiceGrpc.newBlockingStub(guarded.showing(token));
    }

    private PoolServiceGrpc.PoolServiceBlockingStub pools(String token) {
        return PoolServiceGrpc.newBlockingStub(guarded.showing(token));
    }

    private PoolOperationsServiceGrpc.PoolOperationsServiceBlockingStub operations(String token) {
        return PoolOperationsServiceGrpc.newBlockingStub(guarded.showing(token));
    }

    private ClusterServiceGrpc.ClusterServiceBlockingStub cluster(String token) {
        return ClusterServiceGrpc.newBlockingStub(guarded.showing(token));
    }

    private static GetPoolRequest get(String pool) {
        return GetPoolRequest.newBuilder().setPool(pool).build();
    }

    private static PauseRequest pause(String requestedBy) {
        return PauseRequest.newBuilder()
                .setPool("orders")
                .setRequestedBy(requestedBy)
                .setComment("why")
                .build();
    }
}
