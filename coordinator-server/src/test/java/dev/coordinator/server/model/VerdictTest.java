package dev.coordinator.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What TLC's words are taken for. */
final class VerdictTest {

    @Test
    void aSearchThatTimeCutShortIsNotComplete() {
        Verdict verdict = Verdict.of("""
                Model checking completed. No error has been found.
                573549 states generated, 44666 distinct states found, 12 states left on queue.
                """);

        assertThat(verdict.violated()).isEmpty();
        assertThat(verdict.complete()).isFalse();
    }

    @Test
    void theLastCountIsTheOneThatCounts() {
        Verdict verdict = Verdict.of("""
                Progress(9) at 2026-01-01 00:00:00: 15,318 states generated (15,318 s/min), 2,914 distinct states found \
                (2,914 ds/min), 1,624 states left on queue.
                573549 states generated, 44666 distinct states found, 0 states left on queue.
                """);

        assertThat(verdict.states()).isEqualTo(44_666);
        assertThat(verdict.complete()).isTrue();
    }

    @Test
    void aViolationNamesItsPropertyAndTellsItsStory() {
        Verdict verdict = Verdict.of("""
                Error: Action property S5 is violated.
                Error: The behavior up to this point is:
                State 1: <Initial predicate>
                /\\ now = 0

                State 2: <Tick line 1, col 1 to line 2, col 2 of module Lease>
                /\\ now = 1

                35 states generated, 23 distinct states found, 19 states left on queue.
                """);

        assertThat(verdict.violated()).contains("S5");
        assertThat(verdict.steps()).isEqualTo(1);
        assertThat(verdict.story()).hasSize(4);
    }

    @Test
    void aModelThatCannotBeReadIsNoVerdict() {
        assertThatThrownBy(() -> Verdict.of("***Parse Error***\nError: Parsing or semantic analysis failed.\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Parse Error");
    }

    @Test
    void aDeadlockIsNoVerdict() {
        assertThatThrownBy(() -> Verdict.of("""
                        Error: Deadlock reached.
                        35 states generated, 23 distinct states found, 19 states left on queue.
                        """)).isInstanceOf(IllegalStateException.class);
    }
}
