package dev.coordinator.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The console's files are all there, all used, small, and make nothing of what the cluster says but text. */
final class ConsoleFilesTest {

    private static final int LINES_OF_A_FILE = 400;
    private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");
    private static final Pattern MARKUP =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b|new Function|srcdoc"
                    + "|createContextualFragment|DOMParser|javascript:");

    private static final Map<String, String> FILES =
            ConsoleFiles.loaded().stream().collect(Collectors.toMap(ConsoleFile::name, ConsoleFile::text));

    @Test
    void everyFileOfTheFolderIsServed() throws IOException {
        Path folder = root().resolve("src/main/resources/dev/coordinator/server/console");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(ConsoleFiles.PAGE))
                    .toList();
            assertThat(names).containsExactlyInAnyOrderElementsOf(ConsoleFiles.LOADED);
        }
    }

    @Test
    void everyModuleIsLoadedByThePage() {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of("main.js"));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (reached.add(name)) {
                next.addAll(imports(name));
            }
        }
        assertThat(reached)
                .containsExactlyInAnyOrderElementsOf(FILES.keySet().stream()
                        .filter(name -> name.endsWith(".js"))
                        .toList());
    }

    private static List<String> imports(String name) {
        List<String> imports = new ArrayList<>();
        Matcher matcher = IMPORT.matcher(FILES.get(name));
        while (matcher.find()) {
            imports.add(matcher.group(1));
        }
        return imports;
    }

    @Test
    void nothingMakesMarkupOfText() {
        assertThat(FILES).allSatisfy((name, text) -> assertThat(text).doesNotContainPattern(MARKUP));
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        assertThat(FILES)
                .allSatisfy((name, text) -> assertThat(
                                text.replace("http://www.w3.org/2000/svg", "").lines())
                        .noneMatch(line -> line.contains("://") || line.contains("@import") || line.contains("url(")));
    }

    @Test
    void filesAreShortAndSayWhatTheyAreFor() {
        assertThat(FILES).allSatisfy((name, text) -> {
            assertThat(text.lines().count()).isLessThanOrEqualTo(LINES_OF_A_FILE);
            if (name.endsWith(".js")) {
                assertThat(text).startsWith("/**");
            }
        });
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("coordinator-server")) ? here.resolve("coordinator-server") : here;
    }
}
