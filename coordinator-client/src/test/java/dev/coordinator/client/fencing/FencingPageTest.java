package dev.coordinator.client.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code on the page about fencing is the code that is tested here. */
final class FencingPageTest {

    private static final Path MODULE = module();
    private static final Path PAGE = MODULE.resolveSibling("docs/fencing.md");
    private static final String HERE = "dev/coordinator/client/fencing";

    private static final String SOURCE =
            "class A {\n    // region b\n    int c() {\n        return 1;\n    }\n    // endregion\n}\n";
    private static final String BLOCK = "<!-- A.java: b -->\n```java\nint c() {\n    return 1;\n}\n```\n";

    @Test
    void pageShowsWhatIsTested() throws IOException {
        Map<String, String> regions = new TreeMap<>();
        for (String sources : List.of("src/test/java", "src/test/resources")) {
            try (Stream<Path> files = Files.list(MODULE.resolve(sources).resolve(HERE))) {
                for (Path file : files.toList()) {
                    if (!file.endsWith("FencingPageTest.java")) {
                        regions.putAll(Page.regions(file.getFileName().toString(), Files.readString(file)));
                    }
                }
            }
        }

        assertThat(Page.of(Files.readString(PAGE)).complaints(regions))
                .as("%s", PAGE)
                .isEmpty();
        assertThat(regions).hasSizeGreaterThan(5);
    }

    @Test
    void blockLikeItsRegionIsInOrder() {
        assertThat(complaints("Text.\n\n" + BLOCK)).isEmpty();
    }

    @Test
    void changedBlockIsReportedWithWhatBelongsThere() {
        assertThat(complaints("Text.\n\n" + BLOCK.replace("1", "2")))
                .singleElement()
                .asString()
                .startsWith("line 3: the block differs from the region A.java: b")
                .endsWith("int c() {\n    return 1;\n}\n");
    }

    @Test
    void blockOfNoRegionIsReported() {
        assertThat(complaints(BLOCK + "```java\nint d;\n```\n"))
                .singleElement()
                .asString()
                .startsWith("line 7: say before the block");
        assertThat(complaints(BLOCK + BLOCK.replace("A.java: b", "A.java: e")))
                .singleElement()
                .asString()
                .startsWith("line 7: there is no region A.java: e");
    }

    @Test
    void regionThatIsShownNowhereIsReported() {
        assertThat(complaints("Text.\n")).containsExactly("the region A.java: b is not on the page");
    }

    @Test
    void proseNeedsNoRegion() {
        assertThat(complaints(BLOCK + "```text\nPUT /entries/1\n```\n\n```\na\n```\n"))
                .isEmpty();
    }

    private static List<String> complaints(String markdown) {
        return Page.of(markdown).complaints(Page.regions("A.java", SOURCE));
    }

    private static Path module() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.of(start, start.resolve("coordinator-client"))
                .filter(folder ->
                        Files.isDirectory(folder.resolve("src/test/java").resolve(HERE)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no sources at or below " + start));
    }
}
