package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.checkIn;
import static dev.coordinator.server.api.TestNode.info;
import static dev.coordinator.server.api.TestNode.statusOf;
import static dev.coordinator.server.api.TestNode.violations;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.rpc.Status;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.v1.CancelSwitchOverRequest;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.ExplainRequest;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.ScheduleSwitchOverRequest;
import dev.coordinator.v1.ScheduledSwitchover;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A switchover is scheduled, over the wire. In pool orders a is primary and b stands by; the leader's clock is at START. */
final class ScheduleTest {

    private static final long START = 1_700_000_000;

    private TestNode node;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.start();
        node.leases().checkIn(checkIn("orders", "a", 11, 1).build());
        node.leases().checkIn(checkIn("orders", "b", 12, 1).build());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void itIsShownUntilItsTimeAndThenDone() {
        schedule("b", at(60));

        ScheduledSwitchover seen = pool().getScheduledSwitchover();
        assertThat(seen.getTo()).isEqualTo("b");
        assertThat(seen.getAt()).isEqualTo(at(60));
        assertThat(seen.getRemainingMs()).isBetween(59_000L, 60_000L);
        assertThat(seen.getActor()).isEqualTo("alice@laptop from 127.0.0.1");
        assertThat(seen.getComment()).isEqualTo("new kernel");
        assertThat(node.pools()
                        .explain(ExplainRequest.newBuilder().setPool("orders").build())
                        .getPool()
                        .getScheduledSwitchover())
                .isEqualTo(seen);

        node.log.pass(60_000);

        assertThat(pool().hasScheduledSwitchover()).isFalse();
        assertThat(pool().getState()).isEqualTo(PoolState.POOL_STATE_DRAINING);
        assertThat(pool().getTarget()).isEqualTo("b");
        assertThat(kindsAtTheEnd()).endsWith(ChangeKind.CHANGE_KIND_SWITCHOVER_BEGUN, ChangeKind.CHANGE_KIND_DRAINING);
    }

    @Test
    void itCanBeTakenBack() {
        schedule("", at(60));
        cancel();
        cancel();

        node.log.pass(60_000);

        assertThat(pool().getState()).isEqualTo(PoolState.POOL_STATE_HELD);
        assertThat(kindsAtTheEnd())
                .endsWith(ChangeKind.CHANGE_KIND_SWITCHOVER_SCHEDULED, ChangeKind.CHANGE_KIND_SWITCHOVER_DROPPED);
        assertThat(history())
                .filteredOn(Change::hasScheduledAt)
                .extracting(Change::getScheduledAt)
                .containsExactly(at(60), at(60));
    }

    @Test
    void aTimeThatIsPastOrFarAwayIsNamed() {
        Status past = statusOf(() -> schedule("", at(0)));
        Status far = statusOf(() -> schedule("", at(31 * 86_400)));

        assertThat(info(past).getReason()).isEqualTo("OUT_OF_RANGE");
        assertThat(violations(past)).singleElement().satisfies(each -> {
            assertThat(each.getField()).isEqualTo("at");
            assertThat(each.getDescription()).contains("at most 30 days later").contains("2023-11-14T22:13:20Z");
        });
        assertThat(info(far).getReason()).isEqualTo("OUT_OF_RANGE");
        assertThat(pool().hasScheduledSwitchover()).isFalse();
    }

    @Test
    void aTimeThatIsNoneAndATargetThatIsUnknownAreRefused() {
        Status none = statusOf(() -> node.operations()
                .scheduleSwitchOver(
                        ScheduleSwitchOverRequest.newBuilder().setPool("orders").build()));
        Status noTime = statusOf(() -> schedule(
                "b", Timestamp.newBuilder().setSeconds(START).setNanos(-1).build()));
        Status nobody = statusOf(() -> schedule("z", at(60)));

        assertThat(info(none).getReason()).isEqualTo("INVALID_FIELD");
        assertThat(violations(none))
                .singleElement()
                .satisfies(each -> assertThat(each.getField()).isEqualTo("at"));
        assertThat(info(noTime).getReason()).isEqualTo("INVALID_FIELD");
        assertThat(info(nobody).getReason()).isEqualTo("UNKNOWN_INSTANCE");
    }

    @Test
    void anUnknownOutcomeIsSafeToRepeat() {
        node.log.fail(Failure.OUTCOME_UNKNOWN);

        assertThat(statusOf(() -> schedule("b", at(60))).getMessage()).contains("safe to repeat");
        assertThat(statusOf(this::cancel).getMessage()).contains("safe to repeat");
    }

    private Object schedule(String to, Timestamp at) {
        return node.operations()
                .scheduleSwitchOver(ScheduleSwitchOverRequest.newBuilder()
                        .setPool("orders")
                        .setTo(to)
                        .setAt(at)
                        .setRequestedBy("alice@laptop")
                        .setComment("new kernel")
                        .build());
    }

    private Object cancel() {
        return node.operations()
                .cancelSwitchOver(
                        CancelSwitchOverRequest.newBuilder().setPool("orders").build());
    }

    private static Timestamp at(long seconds) {
        return Timestamp.newBuilder().setSeconds(START + seconds).build();
    }

    private Pool pool() {
        return node.pools()
                .getPool(GetPoolRequest.newBuilder().setPool("orders").build())
                .getPool();
    }

    private List<ChangeKind> kindsAtTheEnd() {
        return history().stream().map(Change::getKind).toList();
    }

    private List<Change> history() {
        return node.pools()
                .getHistory(GetHistoryRequest.newBuilder().setPool("orders").build())
                .getChangesList();
    }
}
