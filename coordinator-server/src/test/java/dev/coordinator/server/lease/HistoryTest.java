package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of a pool's past. */
final class HistoryTest {

    private final History history = new History();

    @Test
    void grantsGoForLaterGrantsOnly() {
        for (int i = 1; i <= History.MOST_GRANTS; i++) {
            add(ChangeKind.GRANTED, i);
        }
        for (int i = 0; i < 2 * History.MOST; i++) {
            add(ChangeKind.DUAL_CLAIM, 1_000 + i);
        }

        assertThat(epochs(ChangeKind.GRANTED)).hasSize(History.MOST_GRANTS).startsWith(1L);
        assertThat(history.toList()).hasSize(History.MOST);

        add(ChangeKind.GRANTED, History.MOST_GRANTS + 1);

        assertThat(epochs(ChangeKind.GRANTED)).hasSize(History.MOST_GRANTS).startsWith(2L);
        assertThat(history.latestOfTheLease().orElseThrow().epoch()).isEqualTo(History.MOST_GRANTS + 1);
    }

    @Test
    void otherChangesGoWithTheOldest() {
        add(ChangeKind.GRANTED, 1);
        for (int i = 0; i < History.MOST; i++) {
            add(ChangeKind.DUAL_CLAIM, 1_000 + i);
        }

        assertThat(epochs(ChangeKind.GRANTED)).containsExactly(1L);
        assertThat(epochs(ChangeKind.DUAL_CLAIM)).hasSize(History.MOST - 1).startsWith(1_001L);
    }

    @Test
    void oldestGrantThatIsKeptIsRemembered() {
        assertThat(history.remembersGrantsSince(1)).isFalse();
        add(ChangeKind.DUAL_CLAIM, 9);
        add(ChangeKind.GRANTED, 4);
        add(ChangeKind.GRANTED, 5);

        assertThat(history.remembersGrantsSince(3)).isFalse();
        assertThat(history.remembersGrantsSince(4)).isTrue();
        assertThat(history.remembersGrantsSince(5)).isTrue();
    }

    private void add(ChangeKind kind, long epoch) {
        history.add(new Change(
                PoolStory.POOL, kind, Trigger.NONE, Optional.empty(), Optional.empty(), epoch, 0, 0, List.of()));
    }

    private List<Long> epochs(ChangeKind kind) {
        return history.toList().stream()
                .filter(change -> change.kind() == kind)
                .map(Change::epoch)
                .toList();
    }
}
