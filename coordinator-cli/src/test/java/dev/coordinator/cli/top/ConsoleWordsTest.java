package dev.coordinator.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.pool.ChangeText;
import dev.coordinator.cli.pool.ExplainText;
import dev.coordinator.cli.text.Screen;
import dev.coordinator.v1.Candidate;
import dev.coordinator.v1.CandidateVerdict;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The web console says the same in the same words, and in the same order. */
final class ConsoleWordsTest {

    private static final Path CONSOLE = root().resolve("src/main/resources/dev/coordinator/server/console");
    private static final String FROM = "<from>";
    private static final String TO = "<to>";

    @Test
    void theTroublesOfAPoolAreTheSame() throws IOException {
        List<String> words = Pattern.compile("words: '([^']+)', mood")
                .matcher(text("trouble.js"))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(words)
                .containsExactlyElementsOf(
                        Arrays.stream(Trouble.values()).map(Trouble::words).toList());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CHANGE_KIND_UNSPECIFIED", "UNRECOGNIZED"})
    void changesAreToldTheSame(ChangeKind kind) throws IOException {
        Change change = Change.newBuilder()
                .setKind(kind)
                .setFrom(FROM)
                .setTo(TO)
                .setEpoch(7)
                .build();
        String sentence = ChangeText.sentence(change, ZoneOffset.UTC);

        assertThat(Stream.of(sentence.split(FROM + "|(?: to )?" + TO + "|, (?:epoch 7|after )|(?<=scheduled) "))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty()))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(text("change-text.js")).contains(part));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CANDIDATE_VERDICT_UNSPECIFIED", "UNRECOGNIZED"})
    void whyACandidateIsInItsPlaceIsToldTheSame(CandidateVerdict verdict) throws IOException {
        Candidate candidate =
                Candidate.newBuilder().setInstanceId(TO).setVerdict(verdict).build();
        String row = ExplainText.table(List.of(candidate)).lines(Screen.NONE).get(1);

        assertThat(text("explain-text.js")).contains("'" + row.replace(TO, "").strip() + "'");
    }

    private static String text(String name) throws IOException {
        return Files.readString(CONSOLE.resolve(name));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.of(here, here.resolve(".."))
                .map(top -> top.resolve("coordinator-server"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
