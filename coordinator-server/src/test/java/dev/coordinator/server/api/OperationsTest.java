package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.checkIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.v1.CallOffHandoverRequest;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeCause;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.CordonRequest;
import dev.coordinator.v1.DeletePoolRequest;
import dev.coordinator.v1.Directive;
import dev.coordinator.v1.FailOverRequest;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesRequest;
import dev.coordinator.v1.Outlook;
import dev.coordinator.v1.PauseRequest;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.ResumeRequest;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.RoleReason;
import dev.coordinator.v1.SwitchOverRequest;
import dev.coordinator.v1.UncordonRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators ask for and what comes of it, over the wire. In pool orders, a is primary, b and c stand by. */
final class OperationsTest {

    private TestNode node;
    private long epoch;
    private long seq = 1;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.start();
        epoch = checksIn("a", CheckInRequest.newBuilder()).getEpoch();
        checksIn("b", CheckInRequest.newBuilder());
        checksIn("c", CheckInRequest.newBuilder());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void switchOverAsksThePrimaryToStopAndTheNamedOneFollows() {
        Outlook outlook = switchOver("c");

        assertThat(outlook.getPrimary()).isEqualTo("a");
        assertThat(outlook.getSuccessor()).isEqualTo("c");
        assertThat(outlook.getLogIndex()).isEqualTo(4);
        CheckInResponse told = holds("a", epoch);
        assertThat(told.getRole()).isEqualTo(Role.ROLE_DRAINING);
        assertThat(told.getReason()).isEqualTo(RoleReason.ROLE_REASON_HANDOVER);
        assertThat(told.getDirective()).isEqualTo(Directive.DIRECTIVE_STEP_DOWN);
        assertThat(told.getStepDownWithinMs()).isEqualTo(60_000);
        assertThat(told.getLeaseValidMs()).isEqualTo(108_000);
        assertThat(pool().getState()).isEqualTo(PoolState.POOL_STATE_DRAINING);
        assertThat(pool().getTarget()).isEqualTo("c");
        assertThat(pool().getCallOffInMs()).isEqualTo(60_000);

        node.log.pass(250);
        holds("a", 0);
        node.log.pass(40);
        CheckInResponse granted = checksIn("c", CheckInRequest.newBuilder());

        assertThat(granted.getRole()).isEqualTo(Role.ROLE_PRIMARY);
        Change last = lastChange();
        assertThat(last.getKind()).isEqualTo(ChangeKind.CHANGE_KIND_GRANTED);
        assertThat(last.getCause()).isEqualTo(ChangeCause.CHANGE_CAUSE_SWITCHOVER);
        assertThat(last.getActor()).isEqualTo("alice@laptop from 127.0.0.1");
        assertThat(last.getComment()).isEqualTo("deploy 42");
        assertThat(last.getVacantForMs()).isEqualTo(40);
    }

    @Test
    void handoverThatIsCalledOffLeavesThePrimary() {
        switchOver("b");
        holds("a", epoch);

        Outlook outlook = node.operations()
                .callOffHandover(
                        CallOffHandoverRequest.newBuilder().setPool("orders").build())
                .getOutlook();

        assertThat(outlook.getPrimary()).isEqualTo("a");
        assertThat(outlook.getSuccessor()).isEmpty();
        CheckInResponse told = holds("a", epoch);
        assertThat(told.getRole()).isEqualTo(Role.ROLE_PRIMARY);
        assertThat(told.getEpoch()).isEqualTo(epoch);
        assertThat(lastChange().getKind()).isEqualTo(ChangeKind.CHANGE_KIND_DRAIN_CALLED_OFF);
        assertThat(lastChange().getActor()).isEqualTo("someone from 127.0.0.1");
    }

    @Test
    void failOverWaitsForTheLeaseToEnd() {
        Outlook outlook = node.operations()
                .failOver(FailOverRequest.newBuilder().setPool("orders").build())
                .getOutlook();

        assertThat(outlook.getPrimary()).isEqualTo("a");
        assertThat(outlook.getSuccessor()).isEqualTo("b");
        assertThat(outlook.getWithinMs()).isEqualTo(120_000);
        node.log.pass(1_000);
        CheckInResponse told = holds("a", epoch);
        assertThat(told.getRole()).isEqualTo(Role.ROLE_DRAINING);
        assertThat(told.getLeaseValidMs()).isEqualTo(107_000);
        assertThat(checksIn("b", CheckInRequest.newBuilder()).getRole()).isEqualTo(Role.ROLE_STANDBY);
    }

    @Test
    void unsafeFailOverDoesNotWaitAndTheOldPrimaryIsToldToStop() {
        Outlook outlook = node.operations()
                .failOver(FailOverRequest.newBuilder()
                        .setPool("orders")
                        .setTo("b")
                        .setUnsafeNow(true)
                        .build())
                .getOutlook();

        assertThat(outlook.getPrimary()).isEmpty();
        assertThat(outlook.getSuccessor()).isEqualTo("b");
        assertThat(checksIn("b", CheckInRequest.newBuilder()).getRole()).isEqualTo(Role.ROLE_PRIMARY);
        CheckInResponse told = holds("a", epoch);
        assertThat(told.getRole()).isEqualTo(Role.ROLE_STANDBY);
        assertThat(told.getReason()).isEqualTo(RoleReason.ROLE_REASON_EPOCH_ENDED);
        assertThat(told.getDirective()).isEqualTo(Directive.DIRECTIVE_STEP_DOWN);
        assertThat(lastChange().getCause()).isEqualTo(ChangeCause.CHANGE_CAUSE_UNSAFE_NOW);
    }

    @Test
    void pauseIsShownEverywhereUntilItsTimeIsOver() {
        Outlook outlook = node.operations()
                .pause(PauseRequest.newBuilder()
                        .setPool("orders")
                        .setForMs(600_000)
                        .setRequestedBy("alice@laptop")
                        .setComment("network")
                        .build())
                .getOutlook();
        node.log.pass(1_000);

        assertThat(outlook.getPrimary()).isEqualTo("a");
        assertThat(outlook.getWithinMs()).isEqualTo(600_000);
        assertThat(holds("a", epoch).getPaused()).isTrue();
        assertThat(pool().getPaused()).isTrue();
        assertThat(pool().getPause().getActor()).isEqualTo("alice@laptop from 127.0.0.1");
        assertThat(pool().getPause().getComment()).isEqualTo("network");
        assertThat(pool().getPause().getRemainingMs()).isEqualTo(599_000);
        node.log.pass(599_000);
        assertThat(pool().getPaused()).isFalse();
        assertThat(pool().hasPause()).isFalse();
        assertThat(kinds()).contains(ChangeKind.CHANGE_KIND_PAUSED, ChangeKind.CHANGE_KIND_RESUMED);
    }

    @Test
    void pauseWithoutATimeHoldsUntilItIsResumed() {
        Outlook paused = node.operations()
                .pause(PauseRequest.newBuilder().setPool("orders").build())
                .getOutlook();
        assertThat(paused.hasWithinMs()).isFalse();
        assertThat(pool().getPause().hasRemainingMs()).isFalse();

        Outlook resumed = node.operations()
                .resume(ResumeRequest.newBuilder().setPool("orders").build())
                .getOutlook();

        assertThat(resumed.getPrimary()).isEqualTo("a");
        assertThat(pool().getPaused()).isFalse();
    }

    @Test
    void cordonKeepsAnInstanceFromBeingPrimary() {
        Outlook outlook = node.operations()
                .cordon(CordonRequest.newBuilder()
                        .setPool("orders")
                        .setInstanceId("b")
                        .setForMs(3_600_000)
                        .setComment("disk swap")
                        .build())
                .getOutlook();

        assertThat(outlook.getWithinMs()).isEqualTo(3_600_000);
        CheckInResponse told = checksIn("b", CheckInRequest.newBuilder());
        assertThat(told.getRole()).isEqualTo(Role.ROLE_UNELECTABLE);
        assertThat(told.getReason()).isEqualTo(RoleReason.ROLE_REASON_CORDONED);
        assertThat(instance("b").getCordon().getComment()).isEqualTo("disk swap");
        assertThat(instance("c").hasCordon()).isFalse();
        assertThat(pool().getSuccessors()).isEqualTo(1);

        node.operations()
                .uncordon(UncordonRequest.newBuilder()
                        .setPool("orders")
                        .setInstanceId("b")
                        .build());

        assertThat(instance("b").hasCordon()).isFalse();
        assertThat(pool().getSuccessors()).isEqualTo(2);
    }

    @Test
    void deletedPoolGrantsNothingUntilItsLastLeaseEnds() {
        node.log.pass(20_000);

        Outlook outlook = delete();

        assertThat(outlook.getPrimary()).isEmpty();
        assertThat(outlook.getWithinMs()).isEqualTo(100_000);
        assertThat(pool().getState()).isEqualTo(PoolState.POOL_STATE_DELETED);
        assertThat(pool().getGrantsNothingForMs()).isEqualTo(100_000);
        CheckInResponse early = checksIn("d", CheckInRequest.newBuilder());
        assertThat(early.getReason()).isEqualTo(RoleReason.ROLE_REASON_POOL_DELETED);
        node.log.pass(100_000);
        CheckInResponse late = checksIn("d", CheckInRequest.newBuilder());
        assertThat(late.getRole()).isEqualTo(Role.ROLE_PRIMARY);
        assertThat(late.getEpoch()).isGreaterThan(epoch);
    }

    @Test
    void everyWordIsSafeToRepeatWhileItHolds() {
        assertThat(switchOver("b")).isEqualTo(sameButLater(switchOver("b")));
        assertThat(delete()).isEqualTo(sameButLater(delete()));
    }

    private static Outlook sameButLater(Outlook repeated) {
        return repeated.toBuilder().setLogIndex(repeated.getLogIndex() - 1).build();
    }

    private Outlook switchOver(String to) {
        return node.operations()
                .switchOver(SwitchOverRequest.newBuilder()
                        .setPool("orders")
                        .setTo(to)
                        .setRequestedBy("alice@laptop")
                        .setComment("deploy 42")
                        .build())
                .getOutlook();
    }

    private Outlook delete() {
        return node.operations()
                .deletePool(DeletePoolRequest.newBuilder().setPool("orders").build())
                .getOutlook();
    }

    private CheckInResponse holds(String instance, long holding) {
        return checksIn(instance, CheckInRequest.newBuilder().setHoldingEpoch(holding));
    }

    private CheckInResponse checksIn(String instance, CheckInRequest.Builder said) {
        return node.leases()
                .checkIn(checkIn("orders", instance, 100 + instance.charAt(0), seq++)
                        .mergeFrom(said.buildPartial())
                        .build());
    }

    private Pool pool() {
        return node.pools()
                .getPool(GetPoolRequest.newBuilder().setPool("orders").build())
                .getPool();
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

    private List<ChangeKind> kinds() {
        return history().stream().map(Change::getKind).toList();
    }

    private Change lastChange() {
        List<Change> history = history();
        return history.get(history.size() - 1);
    }

    private List<Change> history() {
        return node.pools()
                .getHistory(GetHistoryRequest.newBuilder().setPool("orders").build())
                .getChangesList();
    }
}
