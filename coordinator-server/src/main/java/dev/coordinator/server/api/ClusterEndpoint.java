package dev.coordinator.server.api;

import dev.coordinator.server.access.AccessStatus;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.replication.Reads;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Registry;
import dev.coordinator.v1.AccessRules;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.GetMetricsRequest;
import dev.coordinator.v1.GetMetricsResponse;
import dev.coordinator.v1.ListNodeChangesRequest;
import dev.coordinator.v1.ListNodeChangesResponse;
import dev.coordinator.v1.StatusRequest;
import dev.coordinator.v1.StatusResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.TimeUnit;

/** What this node knows of itself and of its cluster; it answers without a quorum too. */
final class ClusterEndpoint extends ClusterServiceGrpc.ClusterServiceImplBase {

    /** Of the text; a node has some tens of thousand, unless single pools have series of their own. */
    private static final int MOST_BYTES_OF_METRICS = 1 << 20;

    private final EdgeSettings settings;
    private final Entrance entrance;
    private final Replicated replicated;
    private final ClusterNodes nodes;
    private final Maintenance maintenance;
    private final Lanes lanes;
    private final long startedNanos = System.nanoTime();

    ClusterEndpoint(
            EdgeSettings settings,
            Entrance entrance,
            Replicated replicated,
            ClusterNodes nodes,
            Maintenance maintenance,
            Lanes lanes) {
        this.entrance = entrance;
        this.settings = settings;
        this.replicated = replicated;
        this.nodes = nodes;
        this.maintenance = maintenance;
        this.lanes = lanes;
    }

    private record Counts(int pools, int instances, long checkIns, ClusterTime time) {
        static Counts of(LeaseMachine machine) {
            return new Counts(machine.pools(), machine.instances(), machine.checkIns(), machine.time());
        }
    }

    @Override
    public void status(StatusRequest request, StreamObserver<StatusResponse> observer) {
        Reply<StatusResponse> reply = Reply.to(observer, lanes);
        replicated.reads().stale(Counts::of, new Reads.Reader<>() {
            @Override
            public void answered(long logIndex, Counts counts) {
                reply.send(() -> response(counts));
            }

            @Override
            public void failed(Failure failure) {
                reply.send(() -> response(new Counts(0, 0, 0, ClusterTime.ZERO)));
            }
        });
    }

    @Override
    public void listNodeChanges(ListNodeChangesRequest request, StreamObserver<ListNodeChangesResponse> observer) {
        Registry registry = nodes.book().registry();
        Reply.to(observer, lanes)
                .send(() -> ListNodeChangesResponse.newBuilder()
                        .addAllChanges(NodeChangeMessages.of(registry.history()))
                        .setRosterVersion(registry.roster().version())
                        .setNodeId(settings.self().value())
                        .build());
    }

    @Override
    public void getMetrics(GetMetricsRequest request, StreamObserver<GetMetricsResponse> observer) {
        Reply<GetMetricsResponse> reply = Reply.to(observer, lanes);
        nodes.self()
                .metrics(text -> reply.send(() -> {
                    MetricFamilies families = MetricFamilies.within(text, MOST_BYTES_OF_METRICS);
                    return GetMetricsResponse.newBuilder()
                            .setNodeId(settings.self().value())
                            .setText(families.text())
                            .addAllLeftOut(families.leftOut())
                            .build();
                }));
    }

    private StatusResponse response(Counts counts) {
        LogStatus log = replicated.status().get();
        StatusResponse.Builder response = StatusResponse.newBuilder()
                .setClusterId(settings.clusterId())
                .setNodeId(settings.self().value())
                .setRole(WireEnums.nodeRole(log.role()))
                .setTerm(log.term())
                .setLeaderId(log.leader().map(NodeId::value).orElse(""))
                .setAppliedIndex(log.appliedIndex())
                .setCommittedIndex(log.committedIndex())
                .setLastLogIndex(log.lastLogIndex())
                .setClusterTimeMs(counts.time().millis())
                .setPools(counts.pools())
                .setInstances(counts.instances())
                .setCheckInsApplied(counts.checkIns())
                .setVersion(settings.version())
                .setUptimeMs(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos))
                .setWallTimeMs(System.currentTimeMillis())
                .setDraining(maintenance.isDraining())
                .setSessions(maintenance.sessions())
                .setDiskFreeBytes(nodes.self().disk().freeBytes())
                .setDiskTotalBytes(nodes.self().disk().totalBytes())
                .setLogWrites(NodeMessages.of(nodes.self().logWrites()))
                .setWaitingToBeAdded(nodes.self().waits());
        response.addAllCertificates(CertificateMessages.of(nodes.self().certificates()));
        entrance.access().ifPresent(rules -> response.setAccess(access(rules.status())));
        return response.addAllNodes(NodeMessages.of(nodes))
                .setRosterVersion(nodes.book().version())
                .build();
    }

    private static AccessRules access(AccessStatus status) {
        AccessRules.Builder rules =
                AccessRules.newBuilder().setLoadedMs(status.loaded().toEpochMilli());
        status.failure()
                .ifPresent(failure ->
                        rules.setReloadFailedMs(failure.at().toEpochMilli()).setReloadFailure(failure.why()));
        return rules.build();
    }
}
