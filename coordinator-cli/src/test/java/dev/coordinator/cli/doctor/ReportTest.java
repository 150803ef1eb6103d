package dev.coordinator.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.text.Screen;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Report report = new Report(IntStream.range(0, 30)
            .mapToObj(number -> new Report.Entry(
                    "primary",
                    Finding.problem("pool pool-" + number, "has no primary", "coordctl explain pool-" + number)))
            .toList());

    @Test
    void manyAlikeAreCountedAndJsonHasAll() {
        assertThat(report.lines(Screen.NONE))
                .hasSize(12)
                .startsWith("30 problems.", "problem  pool pool-0: has no primary; do: coordctl explain pool-0")
                .endsWith("problem  pools: the same is to be said of 20 more; do: coordctl doctor -o json");
        assertThat(report.json().getFieldsOrThrow("findings").getListValue().getValuesCount())
                .isEqualTo(30);
        assertThat(report.troubledPools()).hasSize(30);
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        assertThat(report.lines(new Screen(OptionalInt.of(30), false))).allMatch(line -> line.length() <= 30);
    }
}
