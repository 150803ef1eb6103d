package dev.coordinator.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Census;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.lease.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page says what was counted, in the form that its reader asks for. */
final class MetricsTest {

    private static final long MILLI = 1_000_000;

    private static final NodeCondition CONDITION = new NodeCondition(
            10,
            100,
            0.25,
            Map.of("n2", true, "n3", false),
            Map.of("api", 1_800_000_000L),
            Map.of("api", true),
            4,
            5,
            6);

    private final Metrics metrics = new Metrics("1.2.3");

    @Test
    void everyOutcomeOfACheckInIsThereFromTheStart() {
        assertThat(page())
                .contains("coordinator_check_ins_total{outcome=\"primary\"} 0.0")
                .contains("coordinator_check_ins_total{outcome=\"superseded\"} 0.0")
                .contains("coordinator_check_ins_total{outcome=\"outcome_unknown\"} 0.0");
    }

    @Test
    void checkInsAreCountedByOutcomeAndTimed() {
        metrics.checkIns().answered(Role.PRIMARY, 3 * MILLI);
        metrics.checkIns().answered(Role.STANDBY, 30 * MILLI);
        metrics.checkIns().unanswered(CheckInMetrics.Unanswered.NO_LEADER);

        assertThat(page())
                .contains("coordinator_check_ins_total{outcome=\"primary\"} 1.0")
                .contains("coordinator_check_ins_total{outcome=\"standby\"} 1.0")
                .contains("coordinator_check_ins_total{outcome=\"no_leader\"} 1.0")
                .contains("coordinator_check_in_duration_seconds_bucket{le=\"0.002\"} 0")
                .contains("coordinator_check_in_duration_seconds_bucket{le=\"0.005\"} 1")
                .contains("coordinator_check_in_duration_seconds_bucket{le=\"0.05\"} 2")
                .contains("coordinator_check_in_duration_seconds_count 2");
    }

    @Test
    void groupsAreMeasuredStageByStageAndEmptyOnesDidNotWait() {
        metrics.log().closed(3, 4 * MILLI);
        metrics.log().closed(0, 0);
        metrics.log().committed(10 * MILLI);
        metrics.log().applied(MILLI / 10);

        assertThat(page())
                .contains("coordinator_group_commands_count 2")
                .contains("coordinator_group_commands_sum 3.0")
                .contains("coordinator_group_stage_seconds_count{stage=\"queue\"} 1")
                .contains("coordinator_group_stage_seconds_sum{stage=\"commit\"} 0.01")
                .contains("coordinator_group_stage_seconds_bucket{stage=\"apply\",le=\"5.0E-4\"} 1");
    }

    @Test
    void failoversAreCountedByCauseWithTheTimeThatPoolsHadNoPrimary() {
        metrics.leases()
                .decided(List.of(
                        change(ChangeKind.VACATED, ChangeCause.EXPIRED, 0),
                        change(ChangeKind.GRANTED, ChangeCause.EXPIRED, 400)));
        metrics.leases().decided(List.of(change(ChangeKind.GRANTED, ChangeCause.FIRST, 90_000)));

        assertThat(page())
                .contains("coordinator_pool_changes_total{cause=\"expired\",kind=\"granted\"} 1.0")
                .contains("coordinator_pool_changes_total{cause=\"expired\",kind=\"vacated\"} 1.0")
                .contains("coordinator_pool_changes_total{cause=\"first\",kind=\"granted\"} 1.0")
                .contains("coordinator_time_without_primary_seconds_count 1")
                .contains("coordinator_time_without_primary_seconds_sum 0.4");
    }

    @Test
    void stateAndPositionAreThoseOfTheScrape() {
        metrics.show(() -> new LogPosition(true, true, 7, 30, 29, 28), () -> CONDITION);
        metrics.state().counted(new Census(), new ClusterTime(12_500));

        assertThat(page())
                .contains("coordinator_pools{state=\"held\"} 0.0")
                .contains("coordinator_instances{state=\"lost\"} 0.0")
                .contains("coordinator_pools_without_successor 0.0")
                .contains("coordinator_raft_leading 1.0")
                .contains("coordinator_raft_term 7.0")
                .contains("coordinator_raft_applied_index 28.0")
                .contains("coordinator_cluster_time_seconds 12.5")
                .contains("coordinator_raft_voter_heard{node=\"n2\"} 1.0")
                .contains("coordinator_raft_voter_heard{node=\"n3\"} 0.0")
                .contains("coordinator_certificate_end_timestamp_seconds{listener=\"api\"} 1.8E9")
                .contains("coordinator_certificate_failing{listener=\"api\"} 1.0")
                .contains("coordinator_log_write_longest_seconds 0.25")
                .contains("coordinator_disk_free_bytes 10.0", "coordinator_disk_bytes 100.0")
                .contains("coordinator_sessions 4.0", "coordinator_watches 5.0", "coordinator_waiting_check_ins 6.0");
    }

    @Test
    void snapshotIsThereWhenThereIsOne() {
        metrics.storage().snapshotFailed();
        assertThat(page())
                .contains("coordinator_snapshots_total{result=\"failed\"} 1.0")
                .contains("coordinator_snapshots_total{result=\"taken\"} 0.0")
                .doesNotContain("coordinator_snapshot_bytes", "coordinator_snapshot_index ");

        metrics.storage().snapshotTaken(40 * MILLI);
        metrics.storage().snapshotKept(900, 4096, 1_700_000_000_500L);
        assertThat(page())
                .contains("coordinator_snapshots_total{result=\"taken\"} 1.0")
                .contains("coordinator_snapshot_duration_seconds_sum 0.04")
                .contains("coordinator_snapshot_bytes 4096.0")
                .contains("coordinator_snapshot_index 900.0")
                .contains("coordinator_snapshot_timestamp_seconds 1.7000000005E9");
    }

    @Test
    void renewalsAreMeasuredByThePartThatWasLeft() {
        metrics.leases().renewed(90_000, 120_000);
        metrics.leases().renewed(6_000, 120_000);

        assertThat(page())
                .contains("coordinator_renewal_remaining_ratio_bucket{le=\"0.05\"} 1")
                .contains("coordinator_renewal_remaining_ratio_bucket{le=\"0.7\"} 1")
                .contains("coordinator_renewal_remaining_ratio_bucket{le=\"0.8\"} 2");
    }

    @Test
    void poolsHaveSeriesOfTheirOwnUpToTheNumberThatIsSet() {
        assertThat(page()).doesNotContain("coordinator_pool_epoch").contains("coordinator_pools_left_out 0.0");

        metrics.state().counted(countedUpTo(2), ClusterTime.ZERO);
        assertThat(page())
                .contains("coordinator_pool_has_primary{pool=\"a\"} 1.0")
                .contains("coordinator_pool_epoch{pool=\"b\"} 2.0")
                .contains("coordinator_pool_candidates{pool=\"a\"} 0.0")
                .contains("coordinator_pool_paused{pool=\"a\"} 0.0")
                .contains("coordinator_pools_left_out 1.0")
                .doesNotContain("pool=\"c\"");

        metrics.state().counted(countedUpTo(0), ClusterTime.ZERO);
        assertThat(page()).doesNotContain("coordinator_pool_epoch").contains("coordinator_pools_left_out 0.0");
    }

    /** Three pools with a primary each, of which so many are noted. */
    private static Census countedUpTo(int most) {
        LeaseMachine machine = new LeaseMachine();
        for (String pool : List.of("a", "b", "c")) {
            machine.apply(new Stamp(ClusterTime.ZERO, 0), List.of(checkIn(pool)), change -> {});
        }
        Census census = new Census(most);
        machine.count(Optional.empty(), 10, census);
        return census;
    }

    private static Command checkIn(String pool) {
        return new Command.CheckIn(
                new PoolName(pool),
                new InstanceId("i"),
                new Incarnation(1),
                List.of(),
                0,
                1,
                Profile.PLAIN,
                Holding.UNSAID,
                false,
                true);
    }

    @Test
    void readerGetsTheFormItAsksFor() {
        Metrics.Page plain = metrics.page("text/plain");
        Metrics.Page open = metrics.page("application/openmetrics-text; version=1.0.0");

        assertThat(plain.type()).startsWith("text/plain; version=0.0.4");
        assertThat(plain.text()).contains("coordinator_build_info{version=\"1.2.3\"} 1", "jvm_threads_current");
        assertThat(open.type()).startsWith("application/openmetrics-text");
        assertThat(open.text()).endsWith("# EOF\n");
    }

    private String page() {
        return metrics.page("").text();
    }

    private static Change change(ChangeKind kind, ChangeCause cause, long vacantForMillis) {
        return new Change(
                new PoolName("p"),
                kind,
                new Trigger(cause, Actor.NONE, 0),
                Optional.empty(),
                Optional.of(new InstanceId("a")),
                1,
                0,
                vacantForMillis,
                List.of());
    }
}
