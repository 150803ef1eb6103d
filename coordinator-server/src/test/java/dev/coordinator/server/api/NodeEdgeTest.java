package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.checkIn;
import static dev.coordinator.server.api.TestNode.info;
import static dev.coordinator.server.api.TestNode.retryMillis;
import static dev.coordinator.server.api.TestNode.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.SessionRequest;
import dev.coordinator.v1.SessionResponse;
import dev.coordinator.v1.StatusRequest;
import dev.coordinator.v1.StatusResponse;
import dev.coordinator.v1.WatchRequest;
import dev.coordinator.v1.WatchResponse;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NodeEdgeTest {

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
    void statusTellsWhatTheNodeKnows() {
        node.log.pass(5_000);
        node.leases().checkIn(checkIn("orders", "a", 11, 1).build());

        StatusResponse status = node.cluster().status(StatusRequest.getDefaultInstance());

        assertThat(status.getClusterId()).isEqualTo("cluster-a");
        assertThat(status.getNodeId()).isEqualTo("n1");
        assertThat(status.getRole()).isEqualTo(NodeRole.NODE_ROLE_LEADER);
        assertThat(status.getTerm()).isEqualTo(7);
        assertThat(status.getLeaderId()).isEqualTo("n1");
        assertThat(status.getAppliedIndex()).isEqualTo(2);
        assertThat(status.getClusterTimeMs()).isEqualTo(5_000);
        assertThat(status.getPools()).isEqualTo(1);
        assertThat(status.getInstances()).isEqualTo(1);
        assertThat(status.getCheckInsApplied()).isEqualTo(1);
        assertThat(status.getVersion()).isEqualTo("1.2.3");
        assertThat(status.getNodesList()).extracting(Node::getNodeId).containsExactly("n1", "n2");
        assertThat(status.getNodes(1).getApiAddress()).isEqualTo("host2:7400");
        assertThat(status.getNodes(1).getRaftAddress()).isEqualTo("host2:7401");
    }

    @Test
    void healthFollowsTheLog() {
        assertThat(health("")).isEqualTo(ServingStatus.SERVING);
        assertThat(health("coordinator.v1.LeaseService")).isEqualTo(ServingStatus.SERVING);

        node.log.become(LogStatus.Role.CANDIDATE, Optional.empty());
        node.server.healthChanged();
        assertThat(health("")).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(health("coordinator.v1.PoolService")).isEqualTo(ServingStatus.NOT_SERVING);

        node.log.become(LogStatus.Role.FOLLOWER, Optional.of(new NodeId("n2")));
        await().until(() -> health("") == ServingStatus.SERVING);

        node.log.become(LogStatus.Role.FAILED, Optional.of(new NodeId("n2")));
        await().until(() -> health("coordinator.v1.ClusterService") == ServingStatus.NOT_SERVING);
    }

    @Test
    void reflectionListsEveryService() {
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> up = ServerReflectionGrpc.newStub(node.channel())
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse message) {
                        answer.complete(message);
                    }

                    @Override
                    public void onError(Throwable error) {
                        answer.completeExceptionally(error);
                    }

                    @Override
                    public void onCompleted() {}
                });

        up.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

        assertThat(answer)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(response -> assertThat(
                                response.getListServicesResponse().getServiceList())
                        .extracting(ServiceResponse::getName)
                        .contains(
                                "coordinator.v1.LeaseService",
                                "coordinator.v1.PoolService",
                                "coordinator.v1.ClusterService",
                                "grpc.health.v1.Health",
                                "grpc.reflection.v1alpha.ServerReflection"));
        up.onCompleted();
    }

    @Test
    void portInUseIsNamed() {
        EdgeSettings taken = TestNode.settings(node.server.port(), TestNode.LIMITS, true);

        assertThatThrownBy(() -> ApiServer.start(
                        taken,
                        Entrance.OPEN,
                        new Replicated(node.log, node.log, node.log::status),
                        node.nodes.nodes(node.log),
                        ChangeFan.open(taken),
                        List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the API can't listen on 127.0.0.1:" + node.server.port() + ": ")
                .hasMessageContaining("in use");
    }

    @Test
    void connectionsAreBounded() throws IOException {
        EdgeLimits narrow = new EdgeLimits(16_384, 1, 100, 3, 3, 2, 10);
        try (TestNode small = TestNode.with(new InstantLog(), narrow, true)) {
            small.cluster().status(StatusRequest.getDefaultInstance());
            ManagedChannel second = small.connect();

            Status refused = statusOf(() -> LeaseServiceGrpc.newBlockingStub(second)
                    .checkIn(checkIn("orders", "a", 11, 1).build()));

            assertThat(refused.getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
            assertThat(info(refused).getMetadataMap()).containsEntry("field", "connections");
        }
    }

    @Test
    void stoppingNodeSendsItsStreamsElsewhereAtOnce() {
        StreamOf<SessionRequest, SessionResponse> session = StreamOf.thatIsRead();
        StreamObserver<SessionRequest> up =
                LeaseServiceGrpc.newStub(node.channel()).session(session);
        up.onNext(SessionRequest.newBuilder()
                .setId(1)
                .setCheckIn(checkIn("orders", "a", 11, 1))
                .build());
        session.next();
        StreamOf<WatchRequest, WatchResponse> watch = StreamOf.thatIsRead();
        PoolServiceGrpc.newStub(node.channel()).watch(WatchRequest.getDefaultInstance(), watch);
        watch.next();

        node.server.close(Duration.ofSeconds(5));

        for (Status end : new Status[] {session.error(), watch.error()}) {
            assertThat(end.getCode()).isEqualTo(Code.UNAVAILABLE_VALUE);
            assertThat(info(end).getReason()).isEqualTo("NODE_STOPPING");
            assertThat(retryMillis(end)).isZero();
        }
    }

    @Test
    void stoppingNodeFinishesWhatIsUnderWay() {
        node.log.holdBack();
        CompletableFuture<Long> epoch = CompletableFuture.supplyAsync(() ->
                node.leases().checkIn(checkIn("orders", "a", 11, 1).build()).getEpoch());
        await().until(() -> node.log.heldBack() == 1);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> node.server.close(Duration.ofSeconds(5)));
        await().until(this::refusesConnections);
        assertThat(epoch).isNotDone();

        node.log.letGo();

        assertThat(epoch).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1L);
        assertThat(closing).succeedsWithin(Duration.ofSeconds(10));
    }

    private boolean refusesConnections() {
        try {
            ClusterServiceGrpc.newBlockingStub(node.connect()).status(StatusRequest.getDefaultInstance());
            return false;
        } catch (StatusRuntimeException e) {
            return true;
        }
    }

    private ServingStatus health(String service) {
        return HealthGrpc.newBlockingStub(node.channel())
                .check(HealthCheckRequest.newBuilder().setService(service).build())
                .getStatus();
    }
}
