package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualPagesTest {

    @TempDir
    Path folder;

    @Test
    void everyCommandThatIsShownHasAPage() throws IOException {
        ManualPages.write(new Coordctl(ProcessSurroundings.get()), "1.2.3", folder);

        try (Stream<Path> pages = Files.list(folder)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .contains("coordctl.1", "coordctl-pool.1", "coordctl-pool-set.1")
                    .doesNotContain("coordctl-complete.1");
        }
        List<String> page = Files.readAllLines(folder.resolve("coordctl-pool-set.1"));
        assertThat(page)
                .startsWith(".TH COORDCTL\\-POOL\\-SET 1 \"\" \"coordctl 1.2.3\" \"Coordinator\"", ".SH NAME")
                .containsSubsequence(
                        "\\fB\\-\\-lease\\-ttl\\fR \\fIDURATION\\fR",
                        "How long a lease lasts from its last renewal; at least 3 intervals, at")
                .containsSubsequence(".SH EXAMPLES", ".SH \"SEE ALSO\"", "\\fBcoordctl\\-pool\\fR(1)")
                .noneMatch(line -> line.startsWith("'"));
    }

    @Test
    void aSentenceBelowTheExamplesIsOneParagraph() throws IOException {
        ManualPages.write(new Coordctl(ProcessSurroundings.get()), "1.2.3", folder);

        assertThat(Files.readString(folder.resolve("coordctl-cluster-add.1")).replaceAll("\\n(?!\\.)", " "))
                .containsPattern("\\.SH NOTES Ends with 0 when it votes, [^\\n]*within reach\\.\\s");
    }

    @Test
    void aLineThatBeginsLikeARequestIsText() throws IOException {
        ManualPages.write(new Coordctl(ProcessSurroundings.get()), "1.2.3", folder);

        try (Stream<Path> pages = Files.list(folder)) {
            for (Path page : pages.toList()) {
                assertThat(Files.readAllLines(page))
                        .filteredOn(line -> line.startsWith("."))
                        .allMatch(line -> line.matches("\\.(TH|SH|TP|PP|nf|fi|in)( .*)?"));
            }
        }
    }
}
