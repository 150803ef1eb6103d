package dev.coordinator.cli.top;

import dev.coordinator.cli.Samples;
import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.cli.cluster.Verdict;
import dev.coordinator.v1.Alarm;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.Primary;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.StatusResponse;
import dev.coordinator.v1.Suspension;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A cluster with something of everything. */
final class Scene {

    static final Moment READ = new Moment(
            1_000_000, Instant.ofEpochSecond(Samples.NOON.getSeconds()).plusSeconds(600));

    private Scene() {}

    /** That much later. */
    static Moment after(long millis) {
        return new Moment(READ.millis() + millis, READ.wall().plusMillis(millis));
    }

    static List<NodeView> nodes() {
        return List.of(
                NodeView.silent("n3", "10.1.0.3:7400", "connection refused"),
                NodeView.answered(status("n1", NodeRole.NODE_ROLE_LEADER, 1200), "10.1.0.1:7400"),
                NodeView.answered(status("n2", NodeRole.NODE_ROLE_FOLLOWER, 1190), "10.1.0.2:7400"));
    }

    static StatusResponse status(String id, NodeRole role, long applied) {
        return StatusResponse.newBuilder()
                .setClusterId("prod")
                .setNodeId(id)
                .setRole(role)
                .setTerm(7)
                .setLeaderId(role == NodeRole.NODE_ROLE_CANDIDATE ? "" : "n1")
                .setAppliedIndex(applied)
                .setCommittedIndex(applied)
                .setUptimeMs(7_200_000)
                .build();
    }

    static Reading reading(List<NodeView> nodes, Listing listing, Optional<Detail> detail) {
        Verdict verdict = Verdict.of(nodes);
        return new Reading(
                nodes,
                Optional.of(verdict),
                verdict.quorum() ? Optional.of(new Rates("n1", Optional.of(1203.6), 41.25)) : Optional.empty(),
                listing,
                detail);
    }

    static Reading reading() {
        return reading(nodes(), listing(Source.current("n1", READ)), Optional.empty());
    }

    static Listing listing(Source source) {
        return new Listing(
                List.of(
                        pool("a-well"),
                        pool("b-paused").toBuilder()
                                .setPaused(true)
                                .setPause(
                                        Suspension.newBuilder().setActor("bob").setRemainingMs(90_000))
                                .build(),
                        pool("c-alone").toBuilder().setSuccessors(0).build(),
                        vacant("d-vacant", PoolState.POOL_STATE_VACANT),
                        pool("e-draining").toBuilder()
                                .setState(PoolState.POOL_STATE_DRAINING)
                                .setTarget("app-2")
                                .setCallOffInMs(31_200)
                                .build(),
                        pool("f-claimed").toBuilder()
                                .addAlarms(Alarm.newBuilder()
                                        .setInstanceId("app-9")
                                        .setEpoch(99)
                                        .setTime(Samples.NOON))
                                .build(),
                        vacant("g-awaiting", PoolState.POOL_STATE_DESIGNATED).toBuilder()
                                .setDesignated("app-3")
                                .build(),
                        pool("h-flapping").toBuilder().setRecentLosses(3).build(),
                        pool("i-silent").toBuilder().setLeaseRemainingMs(70_000).build(),
                        vacant("j-quiet", PoolState.POOL_STATE_QUIET).toBuilder()
                                .setGrantsNothingForMs(3_600_000)
                                .build(),
                        vacant("k-young", PoolState.POOL_STATE_BOOTSTRAPPING).toBuilder()
                                .setSettings(Samples.SETTINGS.toBuilder().setMinCandidates(3))
                                .setSuccessors(1)
                                .build()),
                false,
                source);
    }

    static Pool pool(String name) {
        return Pool.newBuilder()
                .setName(name)
                .setState(PoolState.POOL_STATE_HELD)
                .setPrimary(Primary.newBuilder()
                        .setInstanceId("app-1")
                        .setEpoch(17)
                        .setSince(Samples.NOON)
                        .setAddress("10.0.0.1:8080")
                        .setConfirmed(true))
                .setLeaseRemainingMs(110_400)
                .setSettings(Samples.SETTINGS)
                .setInstances(4)
                .setLive(3)
                .setSuccessors(2)
                .addNextInLine("app-2")
                .setLastChange(Samples.GRANT)
                .build();
    }

    static Pool vacant(String name, PoolState state) {
        return Pool.newBuilder()
                .setName(name)
                .setState(state)
                .setSettings(Samples.SETTINGS)
                .setInstances(2)
                .setLive(1)
                .build();
    }

    static Detail detail(Source source) {
        return new Detail(
                "orders",
                Optional.of(pool("orders")),
                List.of(
                        instance("app-1", Role.ROLE_PRIMARY, 9_600),
                        instance("app-2", Role.ROLE_STANDBY, 3_000),
                        instance("app-3", Role.ROLE_UNELECTABLE, 31_000).toBuilder()
                                .setUnelectableReason("replica lags")
                                .build(),
                        instance("app-4", Role.ROLE_STANDBY, 500_000).toBuilder()
                                .setLive(false)
                                .setFresh(false)
                                .build()),
                false,
                List.of(Samples.GRANT),
                source);
    }

    private static Instance instance(String id, Role role, long ago) {
        return Instance.newBuilder()
                .setInstanceId(id)
                .setRole(role)
                .setLive(true)
                .setFresh(true)
                .setAddress("10.0.0.7:8080")
                .setLastCheckInAgoMs(ago)
                .build();
    }
}
