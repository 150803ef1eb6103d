package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.checkIn;
import static dev.coordinator.server.api.TestNode.info;
import static dev.coordinator.server.api.TestNode.statusOf;
import static dev.coordinator.server.api.TestNode.violations;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.v1.CallOffHandoverRequest;
import dev.coordinator.v1.CordonRequest;
import dev.coordinator.v1.DeletePoolRequest;
import dev.coordinator.v1.FailOverRequest;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.PauseRequest;
import dev.coordinator.v1.ResumeRequest;
import dev.coordinator.v1.SwitchOverRequest;
import dev.coordinator.v1.UncordonRequest;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What operators can't have, and what they are told. In pool orders a is primary and alone. */
final class RefusedOperationsTest {

    private TestNode node;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.start();
        node.leases().checkIn(checkIn("orders", "a", 11, 1).build());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void everyBadFieldIsNamedAndNothingIsDone() {
        Status status = statusOf(() -> node.operations()
                .switchOver(SwitchOverRequest.newBuilder()
                        .setPool("/orders")
                        .setTo("b c")
                        .setRequestedBy("x".repeat(193))
                        .setComment("y".repeat(257))
                        .build()));

        assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        assertThat(info(status).getReason()).isEqualTo("INVALID_FIELD");
        assertThat(violations(status))
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly("pool", "requested_by", "comment", "to");
        assertThat(node.log.status().appliedIndex()).isEqualTo(1);
    }

    @Test
    void wordsOfFullLengthAreTaken() {
        node.operations()
                .pause(PauseRequest.newBuilder()
                        .setPool("orders")
                        .setRequestedBy("é".repeat(192))
                        .setComment("é".repeat(256))
                        .build());

        assertThat(history(GetHistoryRequest.newBuilder().setPool("orders").setLimit(1))
                        .getActor())
                .isEqualTo("é".repeat(192) + " from 127.0.0.1");
    }

    @TestFactory
    Stream<DynamicTest> everyWordNeedsAPool() {
        return Stream.<Callable<?>>of(
                        () -> node.operations().switchOver(SwitchOverRequest.getDefaultInstance()),
                        () -> node.operations().failOver(FailOverRequest.getDefaultInstance()),
                        () -> node.operations().callOffHandover(CallOffHandoverRequest.getDefaultInstance()),
                        () -> node.operations().pause(PauseRequest.getDefaultInstance()),
                        () -> node.operations().resume(ResumeRequest.getDefaultInstance()),
                        () -> node.operations()
                                .cordon(CordonRequest.newBuilder()
                                        .setInstanceId("a")
                                        .build()),
                        () -> node.operations()
                                .uncordon(UncordonRequest.newBuilder()
                                        .setInstanceId("a")
                                        .build()),
                        () -> node.operations().deletePool(DeletePoolRequest.getDefaultInstance()))
                .map(call -> DynamicTest.dynamicTest(
                        "no pool",
                        () -> assertThat(violations(statusOf(call)))
                                .extracting(BadRequest.FieldViolation::getField)
                                .containsExactly("pool")));
    }

    @Test
    void timesOutOfRangeAreRefused() {
        Status none = statusOf(() -> node.operations()
                .pause(PauseRequest.newBuilder().setPool("orders").setForMs(0).build()));
        Status tooLong = statusOf(() -> node.operations()
                .cordon(CordonRequest.newBuilder()
                        .setPool("orders")
                        .setInstanceId("a")
                        .setForMs(366L * 24 * 3_600_000)
                        .build()));
        Status unsigned = statusOf(() -> node.operations()
                .pause(PauseRequest.newBuilder().setPool("orders").setForMs(-1).build()));

        assertThat(none.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        assertThat(info(none).getReason()).isEqualTo("OUT_OF_RANGE");
        assertThat(violations(none)).singleElement().satisfies(why -> {
            assertThat(why.getField()).isEqualTo("for_ms");
            assertThat(why.getDescription()).isEqualTo("1 to 31536000000, not 0");
        });
        assertThat(info(tooLong).getReason()).isEqualTo("OUT_OF_RANGE");
        assertThat(info(unsigned).getReason()).isEqualTo("INVALID_FIELD");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Status pool = statusOf(() -> node.operations()
                .resume(ResumeRequest.newBuilder().setPool("nowhere").build()));
        Status instance = statusOf(() -> node.operations()
                .uncordon(UncordonRequest.newBuilder()
                        .setPool("orders")
                        .setInstanceId("z")
                        .build()));

        assertThat(pool.getCode()).isEqualTo(Code.NOT_FOUND_VALUE);
        assertThat(info(pool).getReason()).isEqualTo("UNKNOWN_POOL");
        assertThat(instance.getCode()).isEqualTo(Code.NOT_FOUND_VALUE);
        assertThat(info(instance).getReason()).isEqualTo("UNKNOWN_INSTANCE");
        assertThat(info(instance).getMetadataMap()).containsEntry("value", "z");
    }

    @Test
    void noOneToFollowIsSaid() {
        Status status = statusOf(() -> node.operations()
                .switchOver(SwitchOverRequest.newBuilder().setPool("orders").build()));

        assertThat(status.getCode()).isEqualTo(Code.FAILED_PRECONDITION_VALUE);
        assertThat(info(status).getReason()).isEqualTo("NO_SUCCESSOR");
        assertThat(status.getMessage()).isEqualTo("no other instance is live, electable and not cordoned: orders");
    }

    @Test
    void targetThatCannotBePrimaryIsNamedWithTheReason() {
        Status status = statusOf(() -> node.operations()
                .failOver(FailOverRequest.newBuilder()
                        .setPool("orders")
                        .setTo("a")
                        .setUnsafeNow(true)
                        .build()));

        assertThat(status.getCode()).isEqualTo(Code.FAILED_PRECONDITION_VALUE);
        assertThat(info(status).getReason()).isEqualTo("UNFIT_TARGET");
        assertThat(info(status).getMetadataMap()).containsEntry("value", "a, which is primary");
    }

    @Test
    void vacancyCannotBeHandedOver() {
        node.log.pass(200_000);

        Status status = statusOf(() -> node.operations()
                .switchOver(SwitchOverRequest.newBuilder().setPool("orders").build()));

        assertThat(info(status).getReason()).isEqualTo("NO_PRIMARY");
        assertThat(status.getMessage()).isEqualTo("the pool has no primary: orders");
    }

    @Test
    void drainOfAnInstanceThatMustNotBePrimaryIsNotCalledOff() {
        node.operations()
                .cordon(CordonRequest.newBuilder()
                        .setPool("orders")
                        .setInstanceId("a")
                        .build());

        Status status = statusOf(() -> node.operations()
                .callOffHandover(
                        CallOffHandoverRequest.newBuilder().setPool("orders").build()));

        assertThat(info(status).getReason()).isEqualTo("NO_HANDOVER");
    }

    @Test
    void deletedPoolTakesNoWords() {
        node.operations()
                .deletePool(DeletePoolRequest.newBuilder().setPool("orders").build());

        Status status = statusOf(() -> node.operations()
                .pause(PauseRequest.newBuilder().setPool("orders").build()));

        assertThat(info(status).getReason()).isEqualTo("POOL_DELETED");
    }

    @Test
    void unknownOutcomeSaysWhetherToRepeat() {
        node.log.fail(Failure.OUTCOME_UNKNOWN);

        Status handover = statusOf(() -> node.operations()
                .switchOver(SwitchOverRequest.newBuilder().setPool("orders").build()));
        Status resume = statusOf(() -> node.operations()
                .resume(ResumeRequest.newBuilder().setPool("orders").build()));

        assertThat(handover.getMessage()).contains("look at the pool before you repeat it");
        assertThat(resume.getMessage()).contains("safe to repeat");
    }

    private dev.coordinator.v1.Change history(GetHistoryRequest.Builder request) {
        return node.pools().getHistory(request.build()).getChanges(0);
    }
}
