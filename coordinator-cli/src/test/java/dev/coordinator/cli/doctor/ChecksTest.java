package dev.coordinator.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.coordinator.cli.Samples;
import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.cli.text.Screen;
import dev.coordinator.v1.AccessRules;
import dev.coordinator.v1.Alarm;
import dev.coordinator.v1.Dispute;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolSettings;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.StatusResponse;
import dev.coordinator.v1.Suspension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each check on a picture made by hand. */
class ChecksTest {

    private static final Instant NOON = Instant.ofEpochSecond(Samples.NOON.getSeconds());

    private List<NodeView> earlier = nodes(status("n1"), status("n2"), status("n3"));
    private List<NodeView> later = earlier;
    private final List<Pool> pools = new ArrayList<>(List.of(Samples.HELD));
    private Map<String, List<Instance>> instances = Map.of();
    private Optional<ClockReading> clock = Optional.empty();

    @Test
    void aClusterInOrderIsSaidToBe() {
        clock = clock(2000);

        assertThat(report().sentence()).isEqualTo("Nothing is wrong.");
        assertThat(report().hasProblem()).isFalse();
        assertThat(report().lines(Screen.NONE))
                .containsExactly(
                        "Nothing is wrong.",
                        "ok       cluster: n1 leads in term 7; 1 more node may be lost",
                        "ok       cluster: all nodes answer: 3 nodes",
                        "ok       cluster: every node that answers has applied what was committed 2s earlier",
                        "ok       cluster: cluster time and this machine's clock pass at one rate, as far as can be told: to 1.3 %",
                        "ok       cluster: all nodes run 1.2.3",
                        "ok       pools: 1 pool looked at");
    }

    @Test
    void aSilentNodeIsAProblemAndSoIsTheLossOfTheReserve() {
        later = nodes(status("n1"), status("n2"), silent("n3", "connection refused"));

        assertThat(problems())
                .containsExactly(
                        "cluster: the loss of one more node stops all decisions: 2 of 3 voters follow n1",
                        "n3: does not answer at n3:7400: connection refused");
        assertThat(warnings()).containsExactly("n3: answered a moment before");
    }

    @Test
    void withoutAMajorityItSaysWhichNodesToStart() {
        later = nodes(status("n1"), silent("n2", "no answer in time"), silent("n3", "connection refused"));
        earlier = later;

        assertThat(report().entries().get(0).finding().next()).startsWith("start n2, n3; if more than half are gone");
        assertThat(problems().get(0)).startsWith("cluster: no majority is seen to follow one leader");
    }

    @Test
    void aNodeOfAnotherClusterIsNamed() {
        later = nodes(status("n1"), status("n2"), status("x").setClusterId("test"));

        assertThat(problems()).contains("cluster: nodes of different clusters answer: prod (n1, n2); test (x)");
    }

    @Test
    void aNodeThatStraysFromTheLeaderIsNamed() {
        later = nodes(
                status("n1"),
                status("n2"),
                status("n3").setRole(NodeRole.NODE_ROLE_CANDIDATE).setLeaderId(""));
        assertThat(warnings()).containsExactly("n3: knows no leader, while a majority follows n1");
    }

    @Test
    void aNodeThatStoppedAfterAFailureIsAProblem() {
        later = nodes(status("n1"), status("n2"), status("n3").setRole(NodeRole.NODE_ROLE_FAILED));

        assertThat(problems()).contains("n3: has stopped after a failure");
    }

    @Test
    void aRestartAndAnElectionWhileItLookedAreTold() {
        later = nodes(
                status("n1").setTerm(8),
                status("n2").setTerm(8),
                status("n3").setTerm(8).setUptimeMs(5));

        assertThat(problems()).containsExactly("n3: was restarted while it was looked at");
        assertThat(warnings()).containsExactly("cluster: the term rose from 7 to 8 in 2s: leadership was contested");
    }

    @Test
    void aFollowerIsBehindWhenItLacksWhatWasCommittedALookEarlier() {
        later = nodes(status("n1").setAppliedIndex(900), status("n2").setAppliedIndex(99), status("n3"));

        assertThat(warnings()).containsExactly("n2: has applied log entry 99; 100 was committed 2s earlier");
    }

    @Test
    void versionsThatDifferAreNamedWithTheirNodes() {
        later = nodes(status("n1"), status("n2").setVersion("1.3.0"), status("n3"));
        assertThat(warnings()).containsExactly("cluster: the nodes run different versions: 1.2.3 (n1, n3), 1.3.0 (n2)");

        later = nodes(
                status("n1").setVersion("2"),
                status("n2").setVersion("2"),
                status("n3").setVersion("2"));
        assertThat(warnings()).containsExactly("cluster: the nodes run 2, coordctl is 1.2.3");
    }

    @Test
    void listsOfNodesThatDifferAreAWarning() {
        later = nodes(
                status("n1"),
                status("n2"),
                status("n3").addNodes(Node.newBuilder().setNodeId("n4")));

        assertThat(warnings())
                .singleElement()
                .asString()
                .startsWith("cluster: the nodes don't list the same nodes and addresses: n1, n2 list n1 (n1:7400, )");
    }

    @Test
    void aFastOrSlowClockIsAWarningAndBeyondTheMarginAProblem() {
        clock = clock(2100);
        assertThat(warnings()).singleElement().asString().contains("cluster time is fast by 4.2 % or more");
        clock = clock(1900);
        assertThat(warnings()).singleElement().asString().contains("cluster time is slow by 4.5 % or more");
        clock = clock(2300);
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("n1: cluster time is fast by 14.2 % or more, against this machine's clock, and a pool's")
                .endsWith("safety margin is but 10.0 %: two may act as primary");
        clock = clock(0);
        assertThat(problems()).hasSize(1);
    }

    @Test
    void whatTheReadingsAllowToAgreeIsNoError() {
        assertThat(clock(2014).orElseThrow().rateError()).isZero();
        assertThat(clock(1990).orElseThrow().rateError()).isZero();
        clock = Optional.of(new ClockReading(
                "n1", false, Duration.ofMillis(900), Duration.ofMillis(1990), Duration.ofMillis(2014)));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void poolsWithoutPrimaryAreProblemsWhenAnInstanceIsThere() {
        only(Samples.VACANT);
        assertThat(problems()).containsExactly("pool billing: has no primary: none of 2 instances is alive");

        only(Samples.VACANT.toBuilder().setLive(1).setPaused(true).build());
        assertThat(problems())
                .containsExactly("pool billing: has no primary, though 1 of 2 instances check in; it is paused");

        only(Samples.VACANT.toBuilder().setInstances(0).build());
        assertThat(problems()).isEmpty();
        assertThat(warnings()).containsExactly("pool billing: has no primary and no instances");

        only(Samples.VACANT.toBuilder()
                .setState(PoolState.POOL_STATE_QUIET)
                .setGrantsNothingForMs(60_000)
                .build());
        assertThat(warnings()).containsExactly("pool billing: grants nothing for another 1m, for it is quiet");
    }

    @Test
    void poolsWhoseSeatsRunOutAreTold() {
        only(Samples.HELD.toBuilder().setInstances(799).build());
        assertThat(warnings()).isEmpty();

        only(Samples.HELD.toBuilder().setInstances(800).setLive(3).build());
        assertThat(warnings())
                .containsExactly(
                        "pool orders: remembers 800 of at most 1000 instances, of which 3 check in; with all of"
                                + " them taken, new ones are refused");

        only(Samples.HELD.toBuilder().setInstances(1_000).setLive(3).build());
        assertThat(problems())
                .containsExactly(
                        "pool orders: remembers 1000 of at most 1000 instances, of which 3 check in; new ones are refused");
    }

    @Test
    void poolsThatWorkAndMayNotForLongAreWarnings() {
        only(Samples.HELD.toBuilder()
                .setSuccessors(0)
                .setRecentLosses(3)
                .setLeaseRemainingMs(7_000)
                .build());
        instances = Map.of(
                "orders",
                List.of(Instance.newBuilder()
                        .setInstanceId("app-2")
                        .setRecentLosses(3)
                        .build()));

        assertThat(warnings())
                .containsExactly(
                        "pool orders: app-1 is overdue; its lease ends in 7s",
                        "pool orders: has no successor: if app-1 dies, no one follows",
                        "pool orders: flaps: 3 losses in 10m, most of app-2");
        assertThat(report().troubledPools()).containsExactly("orders");
    }

    @Test
    void aPauseOrCordonIsForgottenAfterAnHourWithoutAnEnd() {
        only(paused(3601));
        assertThat(warnings())
                .containsExactly(
                        "pool orders: is paused for 1h by alice (disk swap) with no end: no instance takes over by"
                                + " itself");
        only(paused(3599));
        assertThat(warnings()).isEmpty();
        Pool ending = paused(7200);
        only(ending.toBuilder()
                .setPause(ending.getPause().toBuilder().setRemainingMs(1))
                .build());
        assertThat(warnings()).isEmpty();

        only(Samples.HELD);
        instances = Map.of(
                "orders",
                List.of(Instance.newBuilder()
                        .setInstanceId("app-2")
                        .setCordon(paused(3601).getPause())
                        .build()));
        assertThat(warnings())
                .containsExactly("pool orders: app-2 is cordoned for 1h by alice (disk swap) with no end");
    }

    @Test
    void aDualClaimOfTheLastDayAndTwoRunsUnderOneIdAreProblems() {
        only(Samples.HELD.toBuilder()
                .addAlarms(Alarm.newBuilder()
                        .setInstanceId("app-3")
                        .setEpoch(99)
                        .setTime(Timestamp.newBuilder().setSeconds(NOON.getEpochSecond() - 60)))
                .build());
        instances = Map.of(
                "orders",
                List.of(Instance.newBuilder()
                        .setInstanceId("app-2")
                        .setDispute(Dispute.getDefaultInstance())
                        .build()));

        assertThat(problems())
                .containsExactly(
                        "pool orders: app-3 claimed epoch 99, not its own, within the last day: two may have acted as primary",
                        "pool orders: two runs check in as app-2");
    }

    @Test
    void everyRiskySettingIsNamedWithTheCommandThatMendsIt() {
        only(Samples.HELD.toBuilder()
                .setLeaseRemainingMs(8_000)
                .setSettings(PoolSettings.newBuilder()
                        .setCheckInIntervalMs(2_000)
                        .setLeaseTtlMs(9_000)
                        .setSafetyMarginMs(100)
                        .setDrainTimeoutMs(1_000)
                        .setFailback(true)
                        .setHoldDownMs(0))
                .build());

        assertThat(report().entries().stream()
                        .filter(entry -> entry.check().equals("settings"))
                        .map(entry -> entry.finding().next()))
                .containsExactly(
                        "coordctl pool set orders --lease-ttl 10s",
                        "coordctl pool set orders --drain-timeout 2s",
                        "coordctl pool set orders --safety-margin 900ms",
                        "coordctl pool set orders --hold-down 5m");
    }

    @Test
    void fullDisksWrongWallClocksAndWhatIsHalfDoneAreTold() {
        long now = NOON.toEpochMilli();
        later = nodes(
                status("n1")
                        .setDiskTotalBytes(1L << 30)
                        .setDiskFreeBytes(50L << 20)
                        .setWallTimeMs(now),
                status("n2").setWallTimeMs(now + 60_000),
                status("n3").setDraining(true).setDiskTotalBytes(1L << 30).setDiskFreeBytes(1L << 29));

        assertThat(warnings())
                .satisfiesExactly(
                        drained -> assertThat(drained).isEqualTo("n3: is drained, and would not lead"),
                        full -> assertThat(full).startsWith("n1: has ").contains(" left on the disk of its data"),
                        skewed -> assertThat(skewed).startsWith("n2: its wall clock is 1m ahead of this machine's"));
        later = nodes(status("n1"), status("n2"), status("n3").setWaitingToBeAdded(true));
        assertThat(problems()).containsExactly("n3: is listed as a voter and has lost its data");
    }

    @Test
    void poolsReadWithoutAQuorumAreSaidToBe() {
        PoolsReading stale = new PoolsReading(pools, false, Map.of(), "n1", "");

        assertThat(of(Level.WARNING, Report.of(picture(stale))))
                .containsExactly("pools: 1 pool looked at as n1 knew them, for no quorum could be asked");
        assertThat(of(Level.PROBLEM, Report.of(picture(PoolsReading.none("n1 connection lost")))))
                .containsExactly("pools: can't be read: n1 connection lost");
    }

    private void only(Pool pool) {
        pools.clear();
        pools.add(pool);
        instances = Map.of();
    }

    private static Pool paused(long seconds) {
        return Samples.HELD.toBuilder()
                .setPaused(true)
                .setPause(Suspension.newBuilder()
                        .setActor("alice")
                        .setComment("disk swap")
                        .setSince(Timestamp.newBuilder().setSeconds(NOON.getEpochSecond() - seconds)))
                .build();
    }

    private static Optional<ClockReading> clock(long clusterMillis) {
        return Optional.of(new ClockReading(
                "n1", true, Duration.ofMillis(clusterMillis), Duration.ofMillis(1990), Duration.ofMillis(2014)));
    }

    private List<String> problems() {
        return of(Level.PROBLEM, report());
    }

    private List<String> warnings() {
        return of(Level.WARNING, report());
    }

    private static List<String> of(Level level, Report report) {
        return report.entries().stream()
                .map(Report.Entry::finding)
                .filter(finding -> finding.level() == level)
                .map(finding -> finding.where() + ": " + finding.what())
                .toList();
    }

    private Report report() {
        return Report.of(picture(new PoolsReading(pools, false, instances, "", "")));
    }

    private Picture picture(PoolsReading reading) {
        return new Picture(NOON, "1.2.3", "--endpoints", earlier, later, Duration.ofSeconds(2), clock, reading);
    }

    private static List<NodeView> nodes(Object... nodes) {
        return Stream.of(nodes)
                .map(node -> node instanceof StatusResponse.Builder status
                        ? NodeView.answered(status.build(), status.getNodeId() + ":7400")
                        : (NodeView) node)
                .toList();
    }

    private static NodeView silent(String id, String trouble) {
        return NodeView.silent(id, id + ":7400", trouble);
    }

    private static StatusResponse.Builder status(String id) {
        return StatusResponse.newBuilder()
                .setClusterId("prod")
                .setNodeId(id)
                .setRole(id.equals("n1") ? NodeRole.NODE_ROLE_LEADER : NodeRole.NODE_ROLE_FOLLOWER)
                .setTerm(7)
                .setLeaderId("n1")
                .setAppliedIndex(100)
                .setCommittedIndex(100)
                .setUptimeMs(60_000)
                .setAccess(AccessRules.newBuilder().setLoadedMs(1))
                .setVersion("1.2.3")
                .addNodes(Node.newBuilder().setNodeId("n1").setApiAddress("n1:7400"))
                .addNodes(Node.newBuilder().setNodeId("n2").setApiAddress("n2:7400"))
                .addNodes(Node.newBuilder().setNodeId("n3").setApiAddress("n3:7400"));
    }
}
