package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.checkIn;
import static dev.coordinator.server.api.TestNode.info;
import static dev.coordinator.server.api.TestNode.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.Code;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.LeaveRequest;
import dev.coordinator.v1.NudgeReason;
import dev.coordinator.v1.Renewal;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.RoleReason;
import dev.coordinator.v1.SessionRequest;
import dev.coordinator.v1.SessionResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SessionTest {

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
    void oneStreamSpeaksForManyInstancesAndPools() {
        Client client = new Client();

        CheckInResponse orders = client.checkIn(1, checkIn("orders", "a", 11, 1));
        CheckInResponse bills = client.checkIn(2, checkIn("bills", "b", 12, 1));

        assertThat(orders.getRole()).isEqualTo(Role.ROLE_PRIMARY);
        assertThat(bills.getRole()).isEqualTo(Role.ROLE_PRIMARY);
        assertThat(bills.getEpoch()).isGreaterThan(orders.getEpoch());
    }

    @Test
    void renewalByHandleRenews() {
        Client client = new Client();
        CheckInResponse granted = client.checkIn(1, checkIn("orders", "a", 11, 1));

        client.renew(2, granted.getHandle(), 2, granted.getEpoch());

        CheckInResponse renewed = client.answer(2).getCheckIn();
        assertThat(renewed.getReason()).isEqualTo(RoleReason.ROLE_REASON_RENEWED);
        assertThat(renewed.getEpoch()).isEqualTo(granted.getEpoch());
        assertThat(renewed.getPrimary().getConfirmed()).isTrue();
    }

    @Test
    void errorsOfOneRequestLeaveTheStreamAlone() {
        Client client = new Client();

        client.renew(1, 999, 1, 5);
        client.send(2, checkIn("orders", "a b", 11, 1));
        client.up.onNext(SessionRequest.newBuilder().setId(3).build());
        client.up.onNext(SessionRequest.newBuilder()
                .setCheckIn(checkIn("orders", "a", 11, 1))
                .build());

        assertThat(info(client.answer(1).getError()).getReason()).isEqualTo("UNKNOWN_HANDLE");
        assertThat(client.answer(2).getError().getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        assertThat(violations(client.answer(3).getError()))
                .singleElement()
                .satisfies(violation -> assertThat(violation.getField()).isEqualTo("message"));
        assertThat(violations(client.answer(0).getError()))
                .singleElement()
                .satisfies(violation -> assertThat(violation.getField()).isEqualTo("id"));
        assertThat(client.checkIn(5, checkIn("orders", "a", 11, 1)).getRole()).isEqualTo(Role.ROLE_PRIMARY);
    }

    @Test
    void failureIsTheAnswerToItsRequest() {
        Client client = new Client();
        node.log.fail(Failure.OUTCOME_UNKNOWN);

        client.send(1, checkIn("orders", "a", 11, 1));

        assertThat(info(client.answer(1).getError()).getReason()).isEqualTo("OUTCOME_UNKNOWN");
        node.log.work();
        assertThat(client.checkIn(2, checkIn("orders", "a", 11, 2)).getRole()).isEqualTo(Role.ROLE_PRIMARY);
    }

    @Test
    void idOfARequestInFlightIsTaken() {
        Client client = new Client();
        node.log.holdBack();

        client.send(1, checkIn("orders", "a", 11, 1));
        client.send(1, checkIn("orders", "a", 11, 2));

        assertThat(violations(client.answer(1).getError()))
                .singleElement()
                .satisfies(violation -> assertThat(violation.getField()).isEqualTo("id"));
        node.log.letGo();
        assertThat(client.answer(1).getCheckIn().getRole()).isEqualTo(Role.ROLE_PRIMARY);
    }

    @Test
    void leaveIsAnswered() {
        Client client = new Client();
        long epoch = client.checkIn(1, checkIn("orders", "a", 11, 1)).getEpoch();

        client.up.onNext(SessionRequest.newBuilder()
                .setId(2)
                .setLeave(LeaveRequest.newBuilder()
                        .setPool("orders")
                        .setInstanceId("a")
                        .setIncarnation(11)
                        .setSeq(2))
                .build());

        assertThat(client.answer(2).getLeave().getEndedEpoch()).isEqualTo(epoch);
    }

    @Test
    void streamEndsAfterItsLastAnswer() {
        Client client = new Client();
        node.log.holdBack();
        client.send(1, checkIn("orders", "a", 11, 1));
        client.up.onCompleted();
        await().until(() -> node.log.heldBack() == 1);

        node.log.letGo();

        assertThat(client.answer(1).getCheckIn().getRole()).isEqualTo(Role.ROLE_PRIMARY);
        assertThat(client.down.ended()).isEmpty();
    }

    @Test
    void answerToALostSessionGoesNowhere() {
        Client client = new Client();
        node.log.holdBack();
        client.send(1, checkIn("orders", "a", 11, 1));
        await().until(() -> node.log.heldBack() == 1);
        client.down.call().cancel("gone", null);

        node.log.letGo();

        Client other = new Client();
        assertThat(other.checkIn(1, checkIn("orders", "a", 11, 2)).getReason())
                .isEqualTo(RoleReason.ROLE_REASON_RENEWED);
    }

    @Test
    void designatedInstanceIsNudged() {
        Client a = new Client();
        Client b = new Client();
        CheckInResponse granted = a.checkIn(1, checkIn("orders", "a", 11, 1));
        b.checkIn(1, checkIn("orders", "b", 12, 1));

        a.send(
                2,
                checkIn("orders", "a", 11, 2)
                        .setHoldingEpoch(granted.getEpoch())
                        .setRelease(true));

        b.nudged("orders", "b", NudgeReason.NUDGE_REASON_DESIGNATED);
        assertThat(b.checkIn(2, checkIn("orders", "b", 12, 2)).getRole()).isEqualTo(Role.ROLE_PRIMARY);
    }

    @Test
    void designationByTheEntryThatAnswersTheFirstCheckInIsNotLost() {
        Client a = new Client();
        Client b = new Client();
        CheckInResponse granted = a.checkIn(1, checkIn("orders", "a", 11, 1));
        node.log.holdBack();
        b.send(1, checkIn("orders", "b", 12, 1));
        await().until(() -> node.log.heldBack() == 1);
        a.send(
                2,
                checkIn("orders", "a", 11, 2)
                        .setHoldingEpoch(granted.getEpoch())
                        .setRelease(true));
        await().until(() -> node.log.heldBack() == 2);

        node.log.letGo();

        assertThat(Stream.of(b.down.next(), b.down.next()))
                .anySatisfy(each -> assertThat(each.getCheckIn().getRole()).isEqualTo(Role.ROLE_STANDBY))
                .anySatisfy(
                        each -> assertThat(each.getNudge().getReason()).isEqualTo(NudgeReason.NUDGE_REASON_DESIGNATED));
    }

    @Test
    void holderThatMustStopIsNudgedWhereItWasLastSeen() {
        Client old = new Client();
        Client latest = new Client();
        CheckInResponse granted = old.checkIn(1, checkIn("orders", "a", 11, 1));
        latest.checkIn(1, checkIn("orders", "a", 11, 2));

        CheckInRequest unfit = checkIn("orders", "a", 11, 3)
                .setElectable(false)
                .setHoldingEpoch(granted.getEpoch())
                .build();
        node.leases().checkIn(unfit);

        latest.nudged("orders", "a", NudgeReason.NUDGE_REASON_STEP_DOWN);
        assertThat(old.down.rest()).isEmpty();
    }

    @Test
    void holderWhoseLeaseExpiredIsNudged() {
        Client a = new Client();
        a.checkIn(1, checkIn("orders", "a", 11, 1));

        node.log.pass(120_000);

        a.nudged("orders", "a", NudgeReason.NUDGE_REASON_DEPOSED);
    }

    @Test
    void oldRunIsNudgedWhenItsSeatIsTaken() {
        Client old = new Client();
        old.checkIn(1, checkIn("orders", "a", 11, 1));
        Client young = new Client();

        young.checkIn(1, checkIn("orders", "a", 12, 1).addSupersedes(11));

        old.nudged("orders", "a", NudgeReason.NUDGE_REASON_DEPOSED);
        assertThat(young.down.rest()).isEmpty();
    }

    @Test
    void refusedNewcomerDoesNotTakeTheNudges() {
        Client a = new Client();
        a.checkIn(1, checkIn("orders", "a", 11, 1));
        Client stranger = new Client();
        stranger.send(1, checkIn("orders", "a", 0, 0));
        assertThat(info(stranger.answer(1).getError()).getReason()).isEqualTo("INCARNATION_REQUIRED");
        stranger.checkIn(2, checkIn("orders", "a", 77, 1));

        node.log.pass(120_000);

        a.nudged("orders", "a", NudgeReason.NUDGE_REASON_DEPOSED);
    }

    @Test
    void sessionSpeaksForABoundedNumberOfInstances() {
        Client client = new Client();
        for (int i = 1; i <= 3; i++) {
            client.checkIn(i, checkIn("orders", "i" + i, 11, 1));
        }

        client.send(4, checkIn("orders", "i4", 11, 1));

        SessionResponse refused = client.answer(4);
        assertThat(refused.getError().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
        assertThat(info(refused.getError()).getReason()).isEqualTo("LIMIT_REACHED");
        assertThat(info(refused.getError()).getMetadataMap())
                .containsEntry("field", "instances")
                .containsEntry("limit", "3");
        assertThat(client.checkIn(5, checkIn("orders", "i3", 11, 2)).getSeq()).isEqualTo(2);
    }

    @Test
    void sessionsAreBounded() {
        for (int i = 1; i <= 3; i++) {
            new Client().checkIn(1, checkIn("orders", "i" + i, 11, 1));
        }

        Client beyond = new Client();

        assertThat(info(beyond.down.error()).getReason()).isEqualTo("LIMIT_REACHED");
    }

    @Test
    void clientThatDoesNotReadIsEnded() {
        StreamOf<SessionRequest, SessionResponse> down = StreamOf.thatIsNotRead();
        LeaseServiceGrpc.newStub(node.channel()).session(down);
        new Client().checkIn(1, checkIn("orders", "a", 11, 1));
        new Client().checkIn(1, checkIn("orders", "c", 13, 1));
        assertThat(takesAnotherSession()).isFalse();

        for (long id = 1; id <= 6_000; id++) {
            CheckInRequest request = checkIn("orders", "b", 12, id).build();
            down.call()
                    .onNext(SessionRequest.newBuilder()
                            .setId(id)
                            .setCheckIn(request)
                            .build());
        }

        await().until(this::takesAnotherSession);
        down.read();
        assertThat(info(down.error()).getReason()).isEqualTo("SLOW_SESSION");
    }

    private boolean takesAnotherSession() {
        Client client = new Client();
        client.send(1, checkIn("elsewhere", "a", 11, 1));
        boolean isServed = client.down.isServed();
        client.down.call().cancel("looked", null);
        return isServed;
    }

    /** A stream and its two ends. */
    private final class Client {

        final StreamOf<SessionRequest, SessionResponse> down = StreamOf.thatIsRead();
        final StreamObserver<SessionRequest> up =
                LeaseServiceGrpc.newStub(node.channel()).session(down);

        void send(long id, CheckInRequest.Builder request) {
            up.onNext(SessionRequest.newBuilder().setId(id).setCheckIn(request).build());
        }

        void renew(long id, long handle, long seq, long epoch) {
            up.onNext(SessionRequest.newBuilder()
                    .setId(id)
                    .setRenewal(
                            Renewal.newBuilder().setHandle(handle).setSeq(seq).setHoldingEpoch(epoch))
                    .build());
        }

        CheckInResponse checkIn(long id, CheckInRequest.Builder request) {
            send(id, request);
            return answer(id).getCheckIn();
        }

        SessionResponse answer(long id) {
            SessionResponse answer = down.next();
            assertThat(answer.getId()).isEqualTo(id);
            return answer;
        }

        void nudged(String pool, String instance, NudgeReason reason) {
            SessionResponse message = down.next();
            assertThat(message.getId()).isZero();
            assertThat(message.getNudge().getPool()).isEqualTo(pool);
            assertThat(message.getNudge().getInstanceId()).isEqualTo(instance);
            assertThat(message.getNudge().getReason()).isEqualTo(reason);
        }
    }
}
