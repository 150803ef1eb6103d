package dev.coordinator.server.lease.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language of the stories: nothing in a file is passed over in silence. */
final class ScenarioLanguageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            at 0s a chekcs in                   | unknown word "chekcs"
            at 0s a checks in, holdign 1        | unknown word "holdign"
            at 0s a checks in, holding 1 2      | unknown word "2"
            at 0s a checks in, holding          | ends where an epoch is expected
            at 0s a checks in, holding much     | an epoch is a number, not "much"
            at 0s a checks in,                  | ends too early
            at 0s a                             | ends too early
            at noon a checks in                 | "noon" is no time
            at 0s a#0 checks in                 | "#0" is no run
            at 0s A checks in                   | "A" is no instance
            at 0s bare a#2 checks in            | a bare client has no runs
            at 0s a renews, releasing           | a renewal says what it holds
            at 0s a leaves, holding 1           | unknown word "holding"
            at 0s a checks in, superseding b    | "b" is no run
            at 0s operator sets ttl             | ends where a setting is expected
            at 0s operator sets tttl 3s         | unknown word "tttl"
            at 0s operator sings                | unknown word "sings"
            at 0s operator hands over b         | unknown word "b"
            at 0s operator hands over, to b     | unknown word "to"
            at 0s operator pauses for ever      | "ever" is no time
            at 0s the cluster is recovered fast | unknown word "fast"
            at 0s time passes quickly           | unknown word "quickly"
            at 0s a checks in; ; b checks in    | ends where an instance is expected
            at 0s a in /x checks in             | a pool name
            """)
    void whatIsNotUnderstoodIsComplainedOfWithFileAndLine(String step, String complaint) {
        assertThatThrownBy(() -> play(step))
                .isInstanceOf(Complaint.class)
                .hasMessageStartingWith("00-test.txt:5: ")
                .hasMessageContaining(complaint);
    }

    @Test
    void storiesTimeDoesNotGoBack() {
        assertThatThrownBy(() -> play("at 2s a checks in", "at 1s a checks in"))
                .isInstanceOf(Complaint.class)
                .hasMessage("00-test.txt:6: the story is at 2s already");
    }

    @Test
    void outcomeBelongsToAStep() {
        assertThatThrownBy(() -> script("# only a remark", "    a: PRIMARY"))
                .isInstanceOf(Complaint.class)
                .hasMessage("00-test.txt:6: an outcome without a step before it");
    }

    @Test
    void storyHasATitleAndAParagraph() {
        List<String> text = List.of("A title", "", "at 0s a checks in");
        assertThatThrownBy(() -> Script.of("00-test.txt", text))
                .isInstanceOf(Complaint.class)
                .hasMessageStartingWith("00-test.txt:1: a story begins with a title");
    }

    @Test
    void rewritingChangesOutcomesAndNothingElse() {
        Script written = script("# a remark", "at 0s a checks in", "    nonsense", "", "at 1s time passes");

        assertThat(play(written).text()).isEqualTo("""
                        A title

                        A paragraph.

                        # a remark
                        at 0s a checks in
                            a: PRIMARY (granted), epoch 1, valid 1m48s, next in ~30s
                            ! pool created
                            ! granted (first): nobody -> a, epoch 1; a chosen
                            orders: held by a, epoch 1, until 2m

                        at 1s time passes
                            orders: held by a, epoch 1, until 2m
                        """);
    }

    @Test
    void rewritingTwiceIsRewritingOnce() {
        Script once = play(script("at 0s a checks in", "look at orders"));

        assertThat(play(once)).isEqualTo(once);
        assertThat(Difference.between(once, play(once))).isEmpty();
    }

    @Test
    void differenceIsToldStepByStep() {
        Script written = script(
                "at 0s a checks in",
                "    a: PRIMARY (granted), epoch 1, valid 2m, next in ~30s",
                "    ! pool created",
                "    ! granted (first): nobody -> a, epoch 1; a chosen",
                "    orders: held by a, epoch 1, until 2m",
                "at 1s time passes",
                "    orders: held by a, epoch 1, until 2m");

        assertThat(Difference.between(written, play(written))).isEqualTo("""
                        00-test.txt:5: at 0s a checks in
                        -    a: PRIMARY (granted), epoch 1, valid 2m, next in ~30s
                        +    a: PRIMARY (granted), epoch 1, valid 1m48s, next in ~30s
                             ! pool created
                             ! granted (first): nobody -> a, epoch 1; a chosen
                             orders: held by a, epoch 1, until 2m""");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999, 1_000, 61_000, 3_600_000, 86_400_000, 90_061_001})
    void spansAreReadAsTheyAreWritten(long millis) {
        assertThat(Span.millis(Span.text(millis))).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "5", "3s2m", "1m 2s", "-1s"})
    void otherSpansAreNone(String text) {
        assertThatThrownBy(() -> Span.millis(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Script play(String... steps) {
        return play(script(steps));
    }

    private static Script play(Script script) {
        return new Stage((stage, entry, outcome) -> {}).play(script);
    }

    /** The first of the lines is the fifth of its file. */
    private static Script script(String... lines) {
        List<String> text = new ArrayList<>(List.of("A title", "", "A paragraph.", ""));
        text.addAll(List.of(lines));
        return Script.of("00-test.txt", text);
    }
}
