package dev.coordinator.server.lease.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A story as it is written: a title, a paragraph, and then steps, each followed by what came of it.
 *
 * <p>A line that begins with a blank is an outcome of the step before it, one with {@code #} is a remark, an empty one is
 * only that; every other line is a step. Rewriting changes outcomes and nothing else.
 */
record Script(String file, String title, List<String> prose, List<Line> lines) {

    static final Path FOLDER = Path.of("src", "test", "resources", "scenarios");

    /** A line after the paragraph, and the outcomes that follow it. */
    record Line(Place place, String text, List<String> outcomes) {

        boolean isStep() {
            return !text.isEmpty() && !text.startsWith("#");
        }
    }

    /** All stories of a folder, in order of their names. */
    static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{2,3}-.*\\.txt"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Script read(Path path) {
        try {
            return of(path.getFileName().toString(), Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Script of(String file, List<String> text) {
        int paragraph = skipBlank(file, text, 1);
        int end = paragraph;
        while (end < text.size() && !text.get(end).isBlank()) {
            end++;
        }
        String title = text.get(0);
        if (title.isBlank() || paragraph != 2 || end == paragraph || end == text.size()) {
            throw new Place(file, 1)
                    .complaint("a story begins with a title, an empty line, a paragraph and an empty line");
        }
        return new Script(file, title, List.copyOf(text.subList(paragraph, end)), lines(file, text, end));
    }

    private static int skipBlank(String file, List<String> text, int from) {
        int line = from;
        while (line < text.size() && text.get(line).isBlank()) {
            line++;
        }
        if (line >= text.size()) {
            throw new Place(file, 1).complaint("the story ends before it begins");
        }
        return line;
    }

    private static List<Line> lines(String file, List<String> text, int from) {
        List<Line> lines = new ArrayList<>();
        for (int i = from; i < text.size(); i++) {
            String line = text.get(i).stripTrailing();
            if (!line.startsWith(" ")) {
                lines.add(new Line(new Place(file, i + 1), line, new ArrayList<>()));
                continue;
            }
            if (lines.isEmpty() || !lines.get(lines.size() - 1).isStep()) {
                throw new Place(file, i + 1).complaint("an outcome without a step before it");
            }
            lines.get(lines.size() - 1).outcomes().add(line);
        }
        return lines;
    }

    /** The same story with other outcomes. */
    Script with(List<Line> newLines) {
        return new Script(file, title, prose, newLines);
    }

    /** The whole file. */
    String text() {
        List<String> text = new ArrayList<>(List.of(title, ""));
        text.addAll(prose);
        for (Line line : lines) {
            text.add(line.text());
            text.addAll(line.outcomes());
        }
        return String.join("\n", text) + "\n";
    }
}
