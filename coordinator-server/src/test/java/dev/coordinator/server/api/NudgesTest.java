package dev.coordinator.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Trigger;
import dev.coordinator.v1.NudgeReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a change calls. A session speaks for {@code a} and {@code b}; {@code a} holds the lease. */
final class NudgesTest {

    private static final PoolName ORDERS = new PoolName("orders");
    private static final InstanceId A = new InstanceId("a");
    private static final InstanceId B = new InstanceId("b");

    private final List<String> nudged = new ArrayList<>();
    private final Nudges nudges = new Nudges();

    NudgesTest() {
        Nudged session = (seat, reason) -> nudged.add(seat.instance() + " " + reason);
        nudges.speaks(new SeatKey(ORDERS, A), session, 1);
        nudges.speaks(new SeatKey(ORDERS, B), session, 1);
    }

    @Test
    void holderThatIsAskedToStopIsCalledAndItsSuccessorIsNot() {
        told(ChangeKind.DRAINING, ChangeCause.SWITCHOVER, Optional.of(A), Optional.of(B));

        assertThat(nudged).containsExactly("a " + NudgeReason.NUDGE_REASON_STEP_DOWN);
    }

    @Test
    void whoIsCalledAheadOfTheLogIsNotCalledAgainByTheLog() {
        Change designated = change(ChangeKind.DESIGNATED, ChangeCause.RELEASED, Optional.of(A), Optional.of(B));

        nudges.told(7, List.of(designated));
        nudges.told(7, List.of(designated));

        assertThat(nudged).containsExactly("b " + NudgeReason.NUDGE_REASON_DESIGNATED);
    }

    @Test
    void whatIsAnnouncedLateCallsNobody() {
        nudges.told(8, List.of(change(ChangeKind.DRAINING, ChangeCause.REQUESTED, Optional.of(B), Optional.empty())));
        nudged.clear();

        nudges.told(7, List.of(change(ChangeKind.DESIGNATED, ChangeCause.RELEASED, Optional.of(A), Optional.of(B))));

        assertThat(nudged).isEmpty();
    }

    @Test
    void holderThatStaysAfterAllIsCalled() {
        told(ChangeKind.DRAIN_CALLED_OFF, ChangeCause.REQUESTED, Optional.of(A), Optional.of(A));

        assertThat(nudged).containsExactly("a " + NudgeReason.NUDGE_REASON_CALLED_OFF);
    }

    @ParameterizedTest
    @EnumSource(
            value = ChangeCause.class,
            names = {"EXPIRED", "UNSAFE_NOW"})
    void holderWhoseLeaseEndedWithoutItsWordIsCalled(ChangeCause cause) {
        told(ChangeKind.VACATED, cause, Optional.of(A), Optional.empty());

        assertThat(nudged).containsExactly("a " + NudgeReason.NUDGE_REASON_DEPOSED);
    }

    @ParameterizedTest
    @EnumSource(
            value = ChangeCause.class,
            names = {"RELEASED", "LEFT", "UNELECTABLE", "SUPERSEDED", "ANSWER_LOST", "SWITCHOVER"})
    void holderThatGaveItsLeaseUpIsNotCalled(ChangeCause cause) {
        told(ChangeKind.VACATED, cause, Optional.of(A), Optional.empty());

        assertThat(nudged).isEmpty();
    }

    @Test
    void holderOfADeletedPoolIsCalled() {
        told(ChangeKind.POOL_DELETED, ChangeCause.DELETED, Optional.of(A), Optional.empty());

        assertThat(nudged).containsExactly("a " + NudgeReason.NUDGE_REASON_DEPOSED);
    }

    @Test
    void evictedOneIsCalledToHearIt() {
        told(ChangeKind.EVICTED, ChangeCause.REQUESTED, Optional.of(A), Optional.of(A));

        assertThat(nudged).containsExactly("a " + NudgeReason.NUDGE_REASON_DEPOSED);
    }

    @ParameterizedTest
    @EnumSource(
            value = ChangeKind.class,
            names = {"PAUSED", "RESUMED", "CORDONED", "UNCORDONED", "SETTINGS_CHANGED", "DUPLICATE_ID", "QUIETED"})
    void whatMovesNoLeaseCallsNoOne(ChangeKind kind) {
        told(kind, ChangeCause.REQUESTED, Optional.of(A), Optional.of(A));

        assertThat(nudged).isEmpty();
    }

    private void told(ChangeKind kind, ChangeCause cause, Optional<InstanceId> from, Optional<InstanceId> to) {
        nudges.told(2, List.of(change(kind, cause, from, to)));
    }

    private static Change change(
            ChangeKind kind, ChangeCause cause, Optional<InstanceId> from, Optional<InstanceId> to) {
        return new Change(ORDERS, kind, new Trigger(cause, Actor.NONE, 0), from, to, 7, 0, 0, List.of());
    }
}
