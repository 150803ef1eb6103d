package dev.coordinator.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Census;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.Trigger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page says what was counted, in the form that its reader asks for. */
final class MetricsTest {

    private static final long MILLI = 1_000_000;

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
        metrics.show(() -> new LogPosition(true, true, 7, 30, 29, 28));
        metrics.state().counted(new Census());

        assertThat(page())
                .contains("coordinator_pools{state=\"held\"} 0.0")
                .contains("coordinator_instances{state=\"lost\"} 0.0")
                .contains("coordinator_pools_without_successor 0.0")
                .contains("coordinator_raft_leading 1.0")
                .contains("coordinator_raft_term 7.0")
                .contains("coordinator_raft_applied_index 28.0");
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
