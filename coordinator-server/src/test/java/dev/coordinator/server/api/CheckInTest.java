package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.checkIn;
import static dev.coordinator.server.api.TestNode.info;
import static dev.coordinator.server.api.TestNode.retryMillis;
import static dev.coordinator.server.api.TestNode.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Directive;
import dev.coordinator.v1.LeaveRequest;
import dev.coordinator.v1.LeaveResponse;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.RoleReason;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CheckInTest {

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
    void firstToCheckInBecomesPrimaryAndTheSecondStandsBy() {
        CheckInResponse first = node.leases()
                .checkIn(checkIn("orders", "a", 11, 1)
                        .setAddress("a:80")
                        .putLabels("zone", "x")
                        .build());
        CheckInResponse second =
                node.leases().checkIn(checkIn("orders", "b", 12, 5).build());

        assertThat(first.getRole()).isEqualTo(Role.ROLE_PRIMARY);
        assertThat(first.getReason()).isEqualTo(RoleReason.ROLE_REASON_GRANTED);
        assertThat(first.getEpoch()).isEqualTo(1);
        assertThat(first.getLeaseValidMs()).isEqualTo(108_000);
        assertThat(first.getNextCheckInMs()).isBetween(27_000L, 33_000L);
        assertThat(first.getDirective()).isEqualTo(Directive.DIRECTIVE_NONE);
        assertThat(first.getSeq()).isEqualTo(1);
        assertThat(first.getClusterId()).isEqualTo("cluster-a");
        assertThat(first.getLogIndex()).isEqualTo(1);
        assertThat(first.getHandle()).isPositive();
        assertThat(second.getRole()).isEqualTo(Role.ROLE_STANDBY);
        assertThat(second.getPrimary().getInstanceId()).isEqualTo("a");
        assertThat(second.getPrimary().getAddress()).isEqualTo("a:80");
        assertThat(second.getPrimary().getLabelsMap()).containsEntry("zone", "x");
        assertThat(second.getPrimary().getSince())
                .isEqualTo(Timestamp.newBuilder()
                        .setSeconds(1_700_000_000)
                        .setNanos(123_000_000)
                        .build());
        assertThat(second.getNextInLineList()).containsExactly("b");
        assertThat(second.getSeq()).isEqualTo(5);
    }

    @Test
    void absentElectableMeansElectable() {
        CheckInRequest silent = checkIn("orders", "a", 0, 0).build();
        CheckInRequest unfit = checkIn("orders", "b", 0, 0)
                .setElectable(false)
                .setUnelectableReason("disk")
                .build();

        assertThat(node.leases().checkIn(silent).getRole()).isEqualTo(Role.ROLE_PRIMARY);
        assertThat(node.leases().checkIn(unfit).getRole()).isEqualTo(Role.ROLE_UNELECTABLE);
    }

    @Test
    void holdingNothingIsNotTheSameAsNotSayingWhatIsHeld() {
        CheckInRequest first = checkIn("orders", "a", 11, 1).build();
        long epoch = node.leases().checkIn(first).getEpoch();

        CheckInResponse unsaid =
                node.leases().checkIn(first.toBuilder().setSeq(2).build());
        CheckInResponse nothing = node.leases()
                .checkIn(first.toBuilder().setSeq(3).setHoldingEpoch(0).build());

        assertThat(unsaid.getEpoch()).isEqualTo(epoch);
        assertThat(nothing.getEpoch()).isGreaterThan(epoch);
    }

    @Test
    void drainingHolderIsAskedToStepDown() {
        CheckInRequest first = checkIn("orders", "a", 11, 1).build();
        long epoch = node.leases().checkIn(first).getEpoch();

        CheckInResponse draining = node.leases()
                .checkIn(first.toBuilder()
                        .setSeq(2)
                        .setElectable(false)
                        .setHoldingEpoch(epoch)
                        .build());

        assertThat(draining.getRole()).isEqualTo(Role.ROLE_DRAINING);
        assertThat(draining.getDirective()).isEqualTo(Directive.DIRECTIVE_STEP_DOWN);
        assertThat(draining.getStepDownWithinMs()).isEqualTo(120_000);
        assertThat(draining.getEpoch()).isEqualTo(epoch);
    }

    @Test
    void successorHasToProveItselfAndTheOldRunIsToldWhoTookTheSeat() {
        node.leases().checkIn(checkIn("orders", "a", 11, 1).build());

        CheckInResponse asked =
                node.leases().checkIn(checkIn("orders", "a", 12, 1).build());
        CheckInResponse taken = node.leases()
                .checkIn(checkIn("orders", "a", 12, 2)
                        .setNonce(asked.getNonce())
                        .setAddress("new:1")
                        .build());
        CheckInResponse old =
                node.leases().checkIn(checkIn("orders", "a", 11, 2).build());

        assertThat(asked.getReason()).isEqualTo(RoleReason.ROLE_REASON_PROVE_INCARNATION);
        assertThat(asked.getNonce()).isNotZero();
        assertThat(asked.getHandle()).isZero();
        assertThat(taken.getHandle()).isNotZero();
        assertThat(old.getRole()).isEqualTo(Role.ROLE_SUPERSEDED);
        assertThat(old.getSupersededBy().getIncarnation()).isEqualTo(12);
        assertThat(old.getSupersededBy().getAddress()).isEqualTo("new:1");
    }

    @Test
    void leaveTellsWhichEpochItEnded() {
        long epoch =
                node.leases().checkIn(checkIn("orders", "a", 11, 1).build()).getEpoch();

        LeaveResponse left = node.leases().leave(leave("orders", "a", 11, 2));

        assertThat(left.getEndedEpoch()).isEqualTo(epoch);
        assertThat(left.getLogIndex()).isEqualTo(2);
    }

    @Test
    void infoComesBackAsItWasReported() {
        Struct info = Struct.newBuilder()
                .putFields("lag", Value.newBuilder().setNumberValue(3).build())
                .build();
        node.leases().checkIn(checkIn("orders", "a", 11, 1).setInfo(info).build());

        assertThat(node.pools()
                        .listInstances(dev.coordinator.v1.ListInstancesRequest.newBuilder()
                                .setPool("orders")
                                .build())
                        .getInstances(0)
                        .getInfo())
                .isEqualTo(info);
    }

    @Test
    void staleSequenceIsAFailedPreconditionThatNamesTheBound() {
        node.leases().checkIn(checkIn("orders", "a", 11, 7).build());

        Status status = refusal(checkIn("orders", "a", 11, 7));

        assertThat(status.getCode()).isEqualTo(Code.FAILED_PRECONDITION_VALUE);
        assertThat(info(status).getReason()).isEqualTo("STALE_SEQUENCE");
        assertThat(info(status).getDomain()).isEqualTo("coordinator.dev");
        assertThat(info(status).getMetadataMap())
                .containsEntry("field", "seq")
                .containsEntry("limit", "above 7")
                .containsEntry("value", "7");
    }

    @Test
    void bareRequestForAnIdentifiedSeatIsAFailedPrecondition() {
        node.leases().checkIn(checkIn("orders", "a", 11, 7).build());

        Status status = refusal(checkIn("orders", "a", 0, 0));

        assertThat(status.getCode()).isEqualTo(Code.FAILED_PRECONDITION_VALUE);
        assertThat(info(status).getReason()).isEqualTo("INCARNATION_REQUIRED");
    }

    @Test
    void leaveOfAnotherRunIsAFailedPrecondition() {
        node.leases().checkIn(checkIn("orders", "a", 11, 7).build());

        Status status = statusOf(() -> node.leases().leave(leave("orders", "a", 12, 1)));

        assertThat(status.getCode()).isEqualTo(Code.FAILED_PRECONDITION_VALUE);
        assertThat(info(status).getReason()).isEqualTo("WRONG_INCARNATION");
    }

    @Test
    void leaveOfWhatIsUnknownIsNotFound() {
        node.leases().checkIn(checkIn("orders", "a", 11, 7).build());

        Status pool = statusOf(() -> node.leases().leave(leave("nowhere", "a", 11, 8)));
        Status instance = statusOf(() -> node.leases().leave(leave("orders", "nobody", 11, 8)));

        assertThat(pool.getCode()).isEqualTo(Code.NOT_FOUND_VALUE);
        assertThat(info(pool).getReason()).isEqualTo("UNKNOWN_POOL");
        assertThat(instance.getCode()).isEqualTo(Code.NOT_FOUND_VALUE);
        assertThat(info(instance).getReason()).isEqualTo("UNKNOWN_INSTANCE");
    }

    @Test
    void poolIsNotMadeWhereTheNodeIsToldNotTo() throws IOException {
        try (TestNode strict = TestNode.with(new InstantLog(), TestNode.LIMITS, false)) {
            Status status = statusOf(
                    () -> strict.leases().checkIn(checkIn("orders", "a", 0, 0).build()));

            assertThat(status.getCode()).isEqualTo(Code.NOT_FOUND_VALUE);
            assertThat(info(status).getReason()).isEqualTo("UNKNOWN_POOL");
        }
    }

    @Test
    void withoutALeaderARetryIsSafeAfterAWhile() {
        node.log.become(LogStatus.Role.CANDIDATE, Optional.empty());
        node.log.fail(Failure.NO_LEADER);

        Status status = refusal(checkIn("orders", "a", 11, 1));

        assertThat(status.getCode()).isEqualTo(Code.UNAVAILABLE_VALUE);
        assertThat(info(status).getReason()).isEqualTo("NO_LEADER");
        assertThat(info(status).getMetadataMap()).doesNotContainKey("leader");
        assertThat(retryMillis(status)).isEqualTo(200);
    }

    @Test
    void overloadIsToldWithTheTimeToWait() {
        node.log.fail(Failure.OVERLOADED);

        Status status = refusal(checkIn("orders", "a", 11, 1));

        assertThat(status.getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
        assertThat(info(status).getReason()).isEqualTo("OVERLOADED");
        assertThat(retryMillis(status)).isEqualTo(100);
    }

    @Test
    void unknownOutcomeAsksForAHigherSeqAndNamesTheLeader() {
        node.log.become(LogStatus.Role.FOLLOWER, Optional.of(new NodeId("n2")));
        node.log.fail(Failure.OUTCOME_UNKNOWN);

        Status status = refusal(checkIn("orders", "a", 11, 1));

        assertThat(status.getCode()).isEqualTo(Code.UNAVAILABLE_VALUE);
        assertThat(status.getMessage()).contains("repeat with a higher seq");
        assertThat(info(status).getReason()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(info(status).getMetadataMap())
                .containsEntry("leader", "n2")
                .containsEntry("leader_address", "host2:7400");
        assertThat(retryMillis(status)).isPositive();
    }

    private Status refusal(CheckInRequest.Builder request) {
        return statusOf(() -> node.leases().checkIn(request.build()));
    }

    private static LeaveRequest leave(String pool, String instance, long incarnation, long seq) {
        return LeaveRequest.newBuilder()
                .setPool(pool)
                .setInstanceId(instance)
                .setIncarnation(incarnation)
                .setSeq(seq)
                .build();
    }
}
