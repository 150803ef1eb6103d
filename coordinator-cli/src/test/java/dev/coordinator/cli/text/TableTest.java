package dev.coordinator.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a table does where it doesn't fit. */
final class TableTest {

    private static final Map<String, String> PLAIN = Map.of("NO_COLOR", "1");

    private final Table table = new Table("NODE", "STATE", "ADDRESS", "REASON");

    TableTest() {
        row("n1", "live", "10.0.0.1:7400", "-");
        row("n2", "lost", "10.0.0.2:7400", "it said that its disk was full and that somebody had better look");
    }

    @Test
    void inAPipeNothingIsCut() {
        assertThat(String.join("\n", table.lines(Screen.NONE))).isEqualTo("""
                        NODE  STATE  ADDRESS        REASON
                        n1    live   10.0.0.1:7400  -
                        n2    lost   10.0.0.2:7400  it said that its disk was full and that somebody had better look""");
    }

    @Test
    void onATerminalTheWidestColumnIsNarrowed() {
        assertThat(on(50)).isEqualTo("""
                        NODE  STATE  ADDRESS        REASON
                        n1    live   10.0.0.1:7400  -
                        n2    lost   10.0.0.2:7400  it said that its disk…""");
    }

    @Test
    void whatCanNotBeNarrowedWithoutLossStandsInAnotherTableBelow() {
        assertThat(on(30)).isEqualTo("""
                        NODE  STATE  ADDRESS
                        n1    live   10.0.0.1:7400
                        n2    lost   10.0.0.2:7400

                        NODE  REASON
                        n1    -
                        n2    it said that its disk w…""");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (int columns = 20; columns < 120; columns++) {
            int room = columns;
            assertThat(table.lines(Screen.terminal(columns, PLAIN)))
                    .allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(room));
        }
    }

    private String on(int columns) {
        return String.join("\n", table.lines(Screen.terminal(columns, PLAIN)));
    }

    private void row(String... texts) {
        table.add(Stream.of(texts).map(Cell::of).toList());
    }
}
