package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.ChangeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of events in the documentation and the lines that the server logs say the same. */
final class DocumentedEventsTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path DOCUMENTATION = Path.of("..", "docs", "operations.md");

    private static final Pattern EVENT = Pattern.compile("\"event=([a-z][a-z-]*)");
    private static final Pattern CALL = Pattern.compile("LOG\\s*\\.(trace|debug|info|warn|error)\\(\\s*(\"event=)?");
    private static final Pattern CALL_OF_ONE = Pattern.compile("LOG\\s*\\.([a-z]+)\\(\\s*\"event=([a-z][a-z-]*)[ \"]");
    private static final Pattern ROW = Pattern.compile("\\| (`[a-z`, -]+`) \\| ([a-z]+) \\| (.+) \\| (.*)\\|");
    private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

    /** Who logs an event that is a value. */
    private static final Set<String> DRAWN =
            Set.of("ChangeLog.java", "ClusterOperationEndpoint.java", "Membership.java", "PeerLog.java");

    @Test
    void everyEventIsInATableAndNoOther() throws IOException {
        Stream<String> written = sources()
                .flatMap(source -> EVENT.matcher(source.text()).results())
                .map(found -> found.group(1));
        Stream<String> ofPools = Stream.of(ChangeKind.values()).map(ChangeLog::word);

        assertThat(Stream.concat(written, ofPools).collect(Collectors.toSet()))
                .hasSizeGreaterThan(60)
                .containsExactlyInAnyOrderElementsOf(levels().keySet());
    }

    @Test
    void everyEventHasTheLevelOfTheTable() throws IOException {
        Map<String, String> documented = levels();
        Map<String, String> logged = new TreeMap<>();
        sources()
                .flatMap(source -> CALL_OF_ONE.matcher(source.text()).results())
                .forEach(call -> logged.put(call.group(2), call.group(1)));
        for (ChangeKind kind : ChangeKind.values()) {
            logged.put(ChangeLog.word(kind), ChangeLog.isNews(kind) ? "info" : "debug");
        }

        assertThat(documented).containsAllEntriesOf(logged);
    }

    /** So that a line can be looked up, and filtered by its event. */
    @Test
    void everyLineBeginsWithItsEvent() {
        assertThat(sources().filter(source -> !DRAWN.contains(source.name())).flatMap(Source::linesWithoutEvent))
                .isEmpty();
    }

    /** Event → its level, in the order of the tables; a name that stands twice is refused. */
    private static Map<String, String> levels() throws IOException {
        String text = Files.readString(DOCUMENTATION);
        int begin = text.indexOf("\n## What a node logs\n");
        List<String> rows = text.substring(begin, text.indexOf("\n## ", begin + 1))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(rows).allMatch(row -> ROW.matcher(row).matches());
        Map<String, String> levels = new TreeMap<>();
        for (String each : rows) {
            Matcher row = ROW.matcher(each);
            if (row.matches()) {
                NAME.matcher(row.group(1))
                        .results()
                        .forEach(name -> assertThat(levels.put(name.group(1), row.group(2)))
                                .as(name.group(1))
                                .isNull());
            }
        }
        return levels;
    }

    private record Source(String name, String text) {

        Stream<String> linesWithoutEvent() {
            return CALL.matcher(text)
                    .results()
                    .filter(call -> call.group(2) == null)
                    .map(call -> name + ": " + text.substring(call.start(), text.indexOf('\n', call.end())));
        }
    }

    private static Stream<Source> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(DocumentedEventsTest::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source read(Path file) {
        try {
            return new Source(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
