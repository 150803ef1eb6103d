package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.checkIn;
import static dev.coordinator.server.api.TestNode.info;
import static dev.coordinator.server.api.TestNode.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeCause;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Directive;
import dev.coordinator.v1.EvictRequest;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesRequest;
import dev.coordinator.v1.Outlook;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.RoleReason;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator ends a run, over the wire. In pool orders, run 11 of a is primary and run 12 of b stands by. */
final class EvictTest {

    private static final long A = 11;
    private static final long B = 12;

    private TestNode node;
    private long epoch;
    private long seq = 1;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.start();
        epoch = checksIn("a", A, CheckInRequest.newBuilder()).getEpoch();
        checksIn("b", B, CheckInRequest.newBuilder());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void evictedPrimaryIsToldToStopAndItsRunIsOver() {
        Outlook outlook = evict("a", A);

        assertThat(outlook.getPrimary()).isEqualTo("a");
        assertThat(outlook.getWithinMs()).isEqualTo(120_000);
        assertThat(instance("a").getEviction().getComment()).isEqualTo("writes nonsense");
        assertThat(instance("a").getEviction().getActor()).isEqualTo("alice@laptop from 127.0.0.1");
        assertThat(instance("a").getLeft()).isFalse();
        CheckInResponse told = checksIn("a", A, CheckInRequest.newBuilder().setHoldingEpoch(epoch));
        assertThat(told.getRole()).isEqualTo(Role.ROLE_DRAINING);
        assertThat(told.getReason()).isEqualTo(RoleReason.ROLE_REASON_EVICTED);
        assertThat(told.getDirective()).isEqualTo(Directive.DIRECTIVE_STEP_DOWN);

        CheckInResponse last = checksIn("a", A, CheckInRequest.newBuilder().setHoldingEpoch(0));

        assertThat(last.getRole()).isEqualTo(Role.ROLE_SUPERSEDED);
        assertThat(last.getReason()).isEqualTo(RoleReason.ROLE_REASON_EVICTED);
        assertThat(instance("a").getLeft()).isTrue();
        assertThat(checksIn("b", B, CheckInRequest.newBuilder()).getRole()).isEqualTo(Role.ROLE_PRIMARY);
        assertThat(node.pools()
                        .getHistory(
                                GetHistoryRequest.newBuilder().setPool("orders").build())
                        .getChangesList())
                .filteredOn(change -> change.getKind() == ChangeKind.CHANGE_KIND_GRANTED)
                .extracting(Change::getCause)
                .endsWith(ChangeCause.CHANGE_CAUSE_EVICTED);
    }

    @Test
    void repeatThatNamesTheRunEndsNoOther() {
        evict("b", B);
        assertThat(checksIn("b", B, CheckInRequest.newBuilder()).getReason()).isEqualTo(RoleReason.ROLE_REASON_EVICTED);
        assertThat(checksIn("b", B + 1, CheckInRequest.newBuilder()).getRole()).isEqualTo(Role.ROLE_STANDBY);

        evict("b", B);

        assertThat(instance("b").hasEviction()).isFalse();
        assertThat(instance("b").getIncarnation()).isEqualTo(B + 1);
        evict("b", 0);
        assertThat(instance("b").hasEviction()).isTrue();
    }

    @Test
    void runThatDoesNotHaveTheSeatIsRefused() {
        Status another = statusOf(() -> evict("b", 99));
        Status nobody = statusOf(() -> evict("z", 0));

        assertThat(another.getCode()).isEqualTo(Code.FAILED_PRECONDITION_VALUE);
        assertThat(info(another).getReason()).isEqualTo("WRONG_INCARNATION");
        assertThat(info(another).getMetadataMap()).containsEntry("value", "99");
        assertThat(info(nobody).getReason()).isEqualTo("UNKNOWN_INSTANCE");
    }

    @Test
    void unknownOutcomeIsSafeToRepeatOnlyForARunThatIsNamed() {
        node.log.fail(Failure.OUTCOME_UNKNOWN);

        assertThat(statusOf(() -> evict("b", B)).getMessage()).contains("safe to repeat");
        assertThat(statusOf(() -> evict("b", 0)).getMessage()).contains("look at the pool before you repeat it");
    }

    private Outlook evict(String instance, long run) {
        return node.operations()
                .evict(EvictRequest.newBuilder()
                        .setPool("orders")
                        .setInstanceId(instance)
                        .setIncarnation(run)
                        .setRequestedBy("alice@laptop")
                        .setComment("writes nonsense")
                        .build())
                .getOutlook();
    }

    private CheckInResponse checksIn(String instance, long run, CheckInRequest.Builder said) {
        return node.leases()
                .checkIn(checkIn("orders", instance, run, seq++)
                        .mergeFrom(said.buildPartial())
                        .build());
    }

    private Instance instance(String id) {
        return node
                .pools()
                .listInstances(
                        ListInstancesRequest.newBuilder().setPool("orders").build())
                .getInstancesList()
                .stream()
                .filter(instance -> instance.getInstanceId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
