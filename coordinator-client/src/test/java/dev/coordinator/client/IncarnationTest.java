package dev.coordinator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class IncarnationTest {

    @Test
    void aNewRunKnowsOfNoneBeforeIt() {
        Incarnation run = Incarnation.random();

        assertThat(run.number()).isNotZero().isNotEqualTo(Incarnation.random().number());
        assertThat(run.supersedes()).isEmpty();
        assertThat(run.superseding(List.of(5L, 6L))).isEqualTo(new Incarnation(run.number(), List.of(5L, 6L)));
    }

    @Test
    void whatTheCoordinatorWouldRefuseIsRefusedHere() {
        List<Long> tooMany = LongStream.rangeClosed(2, 18).boxed().toList();

        assertThatThrownBy(() -> new Incarnation(0, List.of())).hasMessage("an incarnation must not be 0");
        assertThatThrownBy(() -> new Incarnation(1, tooMany)).hasMessage("supersedes must be at most 16, was 17");
        for (long wrong : new long[] {0, 1, 7}) {
            assertThatThrownBy(() -> new Incarnation(1, List.of(7L, wrong)))
                    .hasMessage("supersedes must be earlier runs, each named once, was " + wrong);
        }
        assertThat(new Incarnation(1, tooMany.subList(0, 16)).supersedes()).hasSize(16);
    }
}
