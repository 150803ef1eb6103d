package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.CancelSwitchOverRequest;
import dev.coordinator.v1.CancelSwitchOverResponse;
import dev.coordinator.v1.ExplainResponse;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.ScheduleSwitchOverRequest;
import dev.coordinator.v1.ScheduleSwitchOverResponse;
import dev.coordinator.v1.ScheduledSwitchover;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A switchover that is to be done later. */
class ScheduleTest {

    private static final Pool SCHEDULED = Samples.HELD.toBuilder()
            .setScheduledSwitchover(ScheduledSwitchover.newBuilder()
                    .setTo("app-2")
                    .setAt(Timestamp.newBuilder().setSeconds(1_772_366_400))
                    .setRemainingMs(600_000)
                    .setActor("alice@laptop")
                    .setComment("new kernel"))
            .build();

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aTimeIsSentAndToldAgain() {
        node.answers(
                PoolOperationsServiceGrpc.getScheduleSwitchOverMethod(),
                question -> ScheduleSwitchOverResponse.getDefaultInstance());
        Instant at = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);

        Outcome outcome =
                person.runs("switchover", "orders", "--to", "app-2", "--at", at.toString(), "--comment", "new kernel");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("A switchover to app-2 is scheduled at ");
        assertThat(outcome.err())
                .isEqualTo("See it: coordctl pool orders; take it back: coordctl switchover orders --cancel\n");
        assertThat(node.requests(ScheduleSwitchOverRequest.class))
                .containsExactly(ScheduleSwitchOverRequest.newBuilder()
                        .setPool("orders")
                        .setTo("app-2")
                        .setAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
                        .setRequestedBy("alice@laptop")
                        .setComment("new kernel")
                        .build());
    }

    @Test
    void aDurationCountsFromNow() {
        node.answers(
                PoolOperationsServiceGrpc.getScheduleSwitchOverMethod(),
                question -> ScheduleSwitchOverResponse.getDefaultInstance());
        Instant before = Instant.now();

        person.runs("switchover", "orders", "--at", "in 10m");

        assertThat(node.requests(ScheduleSwitchOverRequest.class))
                .extracting(ScheduleSwitchOverRequest::getAt)
                .extracting(at -> Instant.ofEpochSecond(at.getSeconds(), at.getNanos()))
                .allSatisfy(at -> assertThat(at)
                        .isBetween(
                                before.plus(Duration.ofMinutes(10)),
                                Instant.now().plus(Duration.ofMinutes(10))));
    }

    @Test
    void aTimeThatIsPastOrFarAwayOrNoneIsRefusedHere() {
        assertThat(person.runs("switchover", "orders", "--at", "2020-01-01T00:00:00Z"))
                .isEqualTo(new Outcome(
                        2, "", "coordctl: --at: a time to come, at most 30 days ahead, not 2020-01-01T00:00:00Z.\n"));
        assertThat(person.runs("switchover", "orders", "--at", "in 31d").status())
                .isEqualTo(2);
        assertThat(person.runs("switchover", "orders", "--at", "soon").err()).contains("'soon' is neither a time like");
        assertThat(person.runs("switchover", "orders", "--cancel", "--at", "22:30")
                        .err())
                .contains("--cancel goes without --at, --to and --dry-run.");
        assertThat(node.requests(ScheduleSwitchOverRequest.class)).isEmpty();
    }

    @Test
    void takingItBackSaysWhetherThereWasOne() {
        node.answers(
                PoolOperationsServiceGrpc.getCancelSwitchOverMethod(),
                question -> CancelSwitchOverResponse.getDefaultInstance());
        node.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder().setPool(SCHEDULED).build());
        assertThat(person.runs("switchover", "orders", "--cancel").out())
                .isEqualTo(
                        "The switchover to app-2 that alice@laptop had scheduled for 2026-03-01T12:00:00 is cancelled.\n");

        node.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder().setPool(Samples.HELD).build());
        assertThat(person.runs("switchover", "orders", "--cancel").out())
                .isEqualTo(
                        "No switchover is scheduled in orders. One that runs is ended by: coordctl call-off orders\n");
        assertThat(node.requests(CancelSwitchOverRequest.class)).hasSize(2);
    }

    @Test
    void poolAndExplainShowIt() {
        node.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder().setPool(SCHEDULED).build());
        node.answers(
                PoolServiceGrpc.getExplainMethod(),
                question -> ExplainResponse.newBuilder().setPool(SCHEDULED).build());

        assertThat(person.runs("pool", "orders").out())
                .containsPattern(
                        "Switchover +to app-2 at 2026-03-01T\\d\\d:00:00, in 10m, by alice@laptop: new kernel");
        assertThat(person.runs("explain", "orders").out())
                .containsPattern("A switchover to app-2 is scheduled at 2026-03-01T\\d\\d:00:00, in 10m\\.");
        assertThat(person.runs("pool", "orders", "-o", "json").out()).contains("\"scheduledSwitchover\"");
    }
}
