package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of what an instance is to hear ahead of its node's log. */
final class ChangeTest {

    @Test
    void urgentIsWhatTheNextCheckInIsAwaitedFor() {
        Set<ChangeKind> urgent = Stream.of(ChangeKind.values())
                .filter(kind -> change(kind, ChangeCause.NONE).isUrgent())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ChangeKind.class)));

        assertThat(urgent)
                .containsExactlyInAnyOrder(ChangeKind.DESIGNATED, ChangeKind.DRAINING, ChangeKind.DRAIN_CALLED_OFF);
    }

    @Test
    void endOfALeaseIsUrgentOnlyWhereItsHolderMayStillBelieveInIt() {
        assertThat(change(ChangeKind.VACATED, ChangeCause.UNSAFE_NOW).isUrgent())
                .isTrue();
        assertThat(change(ChangeKind.VACATED, ChangeCause.EXPIRED).isUrgent()).isFalse();
    }

    private static Change change(ChangeKind kind, ChangeCause cause) {
        return new Change(
                new PoolName("p"), kind, Trigger.of(cause), Optional.empty(), Optional.empty(), 1, 0, 0, List.of());
    }
}
