package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.Code;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.LeaveRequest;
import dev.coordinator.v1.LeaveResponse;
import dev.coordinator.v1.Primary;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.RoleReason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoinTest {

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aPrimaryIsShownItsEpochAndLeavesOnCtrlC() throws Exception {
        node.answers(LeaseServiceGrpc.getLeaveMethod(), question -> LeaveResponse.getDefaultInstance());
        answer(held(17));

        CompletableFuture<Outcome> run = joins("--priority=5", "--address=10.0.0.1:80", "--label=zone=a");
        awaitSight("PRIMARY");
        Outcome outcome = ctrlC(run);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines())
                .allMatch(line -> line.matches("2\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  .*"));
        assertThat(events(outcome))
                .containsExactly(
                        "joining     pool=orders instance=app-1",
                        "PRIMARY     epoch=17",
                        "STANDBY     reason=CLOSED",
                        "left");
        assertThat(node.requests(LeaveRequest.class)).hasSize(1);
        assertThat(node.requests(CheckInRequest.class).get(0)).satisfies(said -> {
            assertThat(said.getPriority()).isEqualTo(5);
            assertThat(said.getAddress()).isEqualTo("10.0.0.1:80");
            assertThat(said.getLabelsMap()).containsEntry("zone", "a");
        });
    }

    @Test
    void aStandbyIsShownWhoIsPrimaryWheneverThatChanges() throws Exception {
        answer(standby(17, "app-2"));

        CompletableFuture<Outcome> run = joins();
        awaitSight("epoch=17");
        answer(standby(18, "app-3"));
        awaitSight("epoch=18");
        answer(standby(0, ""));
        awaitSight("ANOTHER_DESIGNATED");

        assertThat(events(ctrlC(run)))
                .containsExactly(
                        "joining     pool=orders instance=app-1",
                        "STANDBY     reason=ANOTHER_HOLDS primary=app-2 epoch=17",
                        "STANDBY     reason=ANOTHER_HOLDS primary=app-3 epoch=18",
                        "STANDBY     reason=ANOTHER_DESIGNATED",
                        "left");
    }

    @Test
    void whoLosesItsEpochIsShownWhyAndWhoFollows() throws Exception {
        answer(held(17));

        CompletableFuture<Outcome> run = joins();
        awaitSight("PRIMARY");
        answer(standby(18, "app-2"));
        awaitSight("app-2");

        assertThat(events(ctrlC(run)).subList(1, 4))
                .containsExactly(
                        "PRIMARY     epoch=17",
                        "STANDBY     reason=EPOCH_ENDED",
                        "STANDBY     reason=ANOTHER_HOLDS primary=app-2 epoch=18");
    }

    @Test
    void whoIsSupersededEndsWithThirteen() throws Exception {
        answer(CheckInResponse.newBuilder().setRole(Role.ROLE_SUPERSEDED));

        Outcome outcome = joins().get(20, TimeUnit.SECONDS);

        assertThat(outcome.status()).isEqualTo(13);
        assertThat(events(outcome)).containsExactly("joining     pool=orders instance=app-1", "SUPERSEDED");
    }

    @Test
    void silenceAndItsEndAreShownAndEndNoReign() throws Exception {
        answer(held(17));

        CompletableFuture<Outcome> run = joins();
        awaitSight("PRIMARY");
        node.refuses(
                LeaseServiceGrpc.getCheckInMethod(),
                FakeNode.refusal(Code.UNAVAILABLE, "no leader", FakeNode.reason("NO_LEADER")));
        awaitSight("unanswered");
        answer(held(17));
        awaitSight("  answered");

        assertThat(events(ctrlC(run)).subList(1, 4))
                .containsExactly(
                        "PRIMARY     epoch=17", "unanswered  why=\"UNAVAILABLE NO_LEADER: no leader\"", "answered");
    }

    @Test
    void jsonIsOneObjectALine() throws Exception {
        answer(standby(17, "app-2"));

        CompletableFuture<Outcome> run = joins("-o", "json");
        awaitSight("ANOTHER_HOLDS");

        assertThat(ctrlC(run).out().lines().map(line -> line.replaceFirst("^\\{\"time\":\"[^\"]*Z\",", "{")))
                .containsExactly(
                        "{\"pool\":\"orders\",\"instance\":\"app-1\",\"event\":\"joining\"}",
                        "{\"pool\":\"orders\",\"instance\":\"app-1\",\"event\":\"STANDBY\","
                                + "\"reason\":\"ANOTHER_HOLDS\",\"primary\":\"app-2\",\"epoch\":\"17\"}",
                        "{\"pool\":\"orders\",\"instance\":\"app-1\",\"event\":\"left\"}");
    }

    @Test
    void aTerminalIsSparedTheDateAndShownColours() throws Exception {
        answer(held(17));
        person.atTerminal(80, true);

        CompletableFuture<Outcome> run = joins();
        awaitSight("PRIMARY");

        assertThat(ctrlC(run).out().lines())
                .anyMatch(line ->
                        line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  \u001b\\[32mPRIMARY\u001b\\[0m     epoch=17"));
    }

    @Test
    void whenNoNodeAnswersItSaysSoOnceAndGoesOn() throws Exception {
        String nowhere = FakeNode.nowhere();
        person.with("COORDCTL_ENDPOINTS", nowhere);

        CompletableFuture<Outcome> run = joins("--timeout=500ms");
        await().until(() -> person.hears().contains("coordctl status"));
        Outcome outcome = ctrlC(run);

        assertThat(outcome.err())
                .isEqualTo("coordctl: No coordinator has taken a check-in yet (endpoints from COORDCTL_ENDPOINTS);"
                        + " it goes on trying.\n"
                        + "See 'coordctl status'. Say where it runs with --endpoints HOST:PORT,... or"
                        + " COORDCTL_ENDPOINTS.\n");
        assertThat(events(outcome)).first().isEqualTo("joining     pool=orders instance=app-1");
        assertThat(events(outcome)).last().isEqualTo("left");
    }

    @Test
    void aNameThatIsNotAllowedIsAMistake() {
        Outcome outcome = person.runs("join", "/orders", "app-1");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("coordctl: pool must be 1 to 253 of ");
        assertThat(node.requests(CheckInRequest.class)).isEmpty();
    }

    private CompletableFuture<Outcome> joins(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "join";
        arguments[1] = "orders";
        arguments[2] = "app-1";
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CompletableFuture.supplyAsync(() -> person.runs(arguments));
    }

    private void awaitSight(String text) {
        await().until(() -> person.sees().contains(text));
    }

    private Outcome ctrlC(CompletableFuture<Outcome> run) throws Exception {
        node.answers(LeaseServiceGrpc.getLeaveMethod(), question -> LeaveResponse.getDefaultInstance());
        person.pressCtrlC();
        return run.get(20, TimeUnit.SECONDS);
    }

    /** Without their times, nor whether the client was seen between its attempt at a stream, which is not there, and the next. */
    private static List<String> events(Outcome outcome) {
        return outcome.out()
                .replaceFirst("\\S+ +unanswered .*LeaseService/Session.*\n\\S+ +answered\n", "")
                .lines()
                .map(line -> line.replaceFirst("^\\S+  ", ""))
                .toList();
    }

    private void answer(CheckInResponse.Builder answer) {
        CheckInResponse template =
                answer.setNextCheckInMs(50).setClusterId("test").build();
        node.answers(
                LeaseServiceGrpc.getCheckInMethod(),
                question -> template.toBuilder().setSeq(question.getSeq()).build());
    }

    private static CheckInResponse.Builder held(long epoch) {
        return CheckInResponse.newBuilder()
                .setRole(Role.ROLE_PRIMARY)
                .setReason(RoleReason.ROLE_REASON_RENEWED)
                .setEpoch(epoch)
                .setLeaseValidMs(60_000)
                .setPrimary(Primary.newBuilder().setInstanceId("app-1").setEpoch(epoch));
    }

    /** With no name: no one is primary. */
    private static CheckInResponse.Builder standby(long epoch, String primary) {
        CheckInResponse.Builder answer = CheckInResponse.newBuilder().setRole(Role.ROLE_STANDBY);
        return primary.isEmpty()
                ? answer.setReason(RoleReason.ROLE_REASON_ANOTHER_DESIGNATED)
                : answer.setReason(RoleReason.ROLE_REASON_ANOTHER_HOLDS)
                        .setPrimary(Primary.newBuilder().setInstanceId(primary).setEpoch(epoch));
    }
}
