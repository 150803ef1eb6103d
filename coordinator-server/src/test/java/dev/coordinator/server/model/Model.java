package dev.coordinator.server.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the model is, and what it says of itself. */
final class Model {

    static final Path FOLDER = root().resolve("docs").resolve("model");

    private static final Pattern RULE = Pattern.compile("Breaks\\(\"(\\w+)\"\\)");

    private Model() {}

    static Path instance(String name) {
        return FOLDER.resolve(name + ".cfg");
    }

    /** Each rule that can be switched off. */
    static SortedSet<String> rules() throws IOException {
        SortedSet<String> rules = new TreeSet<>();
        RULE.matcher(Files.readString(FOLDER.resolve("Lease.tla")))
                .results()
                .forEach(match -> rules.add(match.group(1)));
        return rules;
    }

    private static Path root() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(".mvn")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no .mvn folder at or above " + start));
    }
}
