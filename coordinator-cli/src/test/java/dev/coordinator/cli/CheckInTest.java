package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Directive;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.LeaveRequest;
import dev.coordinator.v1.LeaveResponse;
import dev.coordinator.v1.Primary;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.RoleReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckInTest {

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void thePrimaryIsToldItsEpochAndHowLongToBelieveIt() {
        answer(CheckInResponse.newBuilder()
                .setRole(Role.ROLE_PRIMARY)
                .setReason(RoleReason.ROLE_REASON_GRANTED)
                .setEpoch(17)
                .setLeaseValidMs(108_000)
                .setNextCheckInMs(30_000)
                .setPrimary(Primary.newBuilder().setInstanceId("app-1").setEpoch(17))
                .addNextInLine("app-2"));

        assertThat(person.runs("check-in", "orders", "app-1")).isEqualTo(new Outcome(0, """
                                Role           primary (granted)
                                Epoch          17
                                Lease valid    1m 48s, counted from when this command started
                                Primary        app-1, epoch 17
                                Next in line   app-2
                                Next check-in  in 30s
                                """, ""));
    }

    @Test
    void whoMustStopIsToldSo() {
        answer(CheckInResponse.newBuilder()
                .setRole(Role.ROLE_DRAINING)
                .setReason(RoleReason.ROLE_REASON_REPORTED_UNELECTABLE)
                .setEpoch(17)
                .setLeaseValidMs(9_500)
                .setDirective(Directive.DIRECTIVE_STEP_DOWN)
                .setStepDownWithinMs(60_000)
                .setNextCheckInMs(50)
                .setPrimary(
                        Primary.newBuilder().setInstanceId("app-1").setEpoch(17).setAddress("10.0.0.1:80")));

        assertThat(person.runs("check-in", "orders", "app-1", "--unelectable", "disk full")
                        .out())
                .isEqualTo("""
                        Role           draining (reported unelectable)
                        Epoch          17
                        Lease valid    9.5s, counted from when this command started
                        Asked          stop within 1m, then check in with --holding-epoch 0
                        Primary        app-1, epoch 17, 10.0.0.1:80
                        Next check-in  in 50ms
                        """);
    }

    @Test
    void whoMustProveItsIncarnationIsToldHow() {
        answer(CheckInResponse.newBuilder()
                .setRole(Role.ROLE_STANDBY)
                .setReason(RoleReason.ROLE_REASON_PROVE_INCARNATION)
                .setNonce(-1)
                .setNextCheckInMs(50));

        assertThat(person.runs("check-in", "orders", "app-1").out()).isEqualTo("""
                        Role           standby (prove incarnation)
                        Asked          check in again with --nonce 18446744073709551615
                        Primary        no one
                        Next check-in  in 50ms
                        """);
    }

    @Test
    void everyOptionIsSent() {
        answer(CheckInResponse.newBuilder().setRole(Role.ROLE_STANDBY));

        Outcome outcome = person.runs(
                "check-in",
                "orders",
                "app-1",
                "--unelectable=warming up",
                "--priority=-5",
                "--address=10.0.0.1:80",
                "--label=zone=a",
                "--label=url=http://x/?y=z",
                "--holding-epoch=0",
                "--release",
                "--incarnation=18446744073709551615",
                "--seq=3",
                "--nonce=4");

        assertThat(outcome.status()).isZero();
        assertThat(node.requests(CheckInRequest.class))
                .containsExactly(CheckInRequest.newBuilder()
                        .setPool("orders")
                        .setInstanceId("app-1")
                        .setElectable(false)
                        .setUnelectableReason("warming up")
                        .setPriority(-5)
                        .setAddress("10.0.0.1:80")
                        .putLabels("zone", "a")
                        .putLabels("url", "http://x/?y=z")
                        .setHoldingEpoch(0)
                        .setRelease(true)
                        .setIncarnation(-1)
                        .setSeq(3)
                        .setNonce(4)
                        .build());
    }

    @Test
    void whatIsNotSaidIsNotSent() {
        answer(CheckInResponse.newBuilder().setRole(Role.ROLE_STANDBY));

        person.runs("check-in", "orders", "app-1");

        assertThat(node.requests(CheckInRequest.class))
                .containsExactly(CheckInRequest.newBuilder()
                        .setPool("orders")
                        .setInstanceId("app-1")
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "ROLE_PRIMARY, 0",
        "ROLE_STANDBY, 10",
        "ROLE_DRAINING, 11",
        "ROLE_UNELECTABLE, 12",
        "ROLE_SUPERSEDED, 13",
    })
    void theExitStatusSaysTheRoleWhenAsked(Role role, int status) {
        answer(CheckInResponse.newBuilder().setRole(role));

        assertThat(person.runs("check-in", "orders", "app-1").status()).isZero();
        assertThat(person.runs("check-in", "orders", "app-1", "--exit-role").status())
                .isEqualTo(status);
    }

    @Test
    void aStaleSequenceEndsWithFive() {
        node.refuses(
                LeaseServiceGrpc.getCheckInMethod(),
                FakeNode.refusal(
                        Code.FAILED_PRECONDITION,
                        "seq 3 is not above 7",
                        FakeNode.reason("STALE_SEQUENCE").toBuilder()
                                .putMetadata("seq", "3")
                                .putMetadata("highest", "7")
                                .build()));

        assertThat(person.runs("check-in", "orders", "app-1", "--incarnation=1", "--seq=3"))
                .isEqualTo(new Outcome(5, "", """
                                coordctl: The coordinator refused (failed precondition): seq 3 is not above 7
                                  STALE_SEQUENCE: highest=7, seq=3
                                """));
    }

    @Test
    void leavingSaysWhichReignEnded() {
        node.answers(
                LeaseServiceGrpc.getLeaveMethod(),
                question -> LeaveResponse.newBuilder()
                        .setEndedEpoch(question.getSeq() == 0 ? 0 : 17)
                        .build());

        assertThat(person.runs("leave", "orders", "app-1"))
                .isEqualTo(new Outcome(0, "app-1 left orders; it held no lease.\n", ""));
        assertThat(person.runs("leave", "orders", "app-1", "--incarnation=1", "--seq=9"))
                .isEqualTo(new Outcome(0, "app-1 left orders; its reign of epoch 17 ended.\n", ""));
        assertThat(node.requests(LeaveRequest.class))
                .extracting(LeaveRequest::getIncarnation)
                .containsExactly(0L, 1L);
    }

    private void answer(CheckInResponse.Builder answer) {
        node.answers(LeaseServiceGrpc.getCheckInMethod(), question -> answer.build());
    }
}
