package dev.coordinator.server.telemetry;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The series that queries of Prometheus ask for, as far as they are a node's. */
final class Queries {

    /** A name that is neither a function nor a label, with the labels that are asked for, if any. */
    private static final Pattern SERIES =
            Pattern.compile("\\b((?:coordinator|jvm|process)_[a-z_0-9]+)(?:\\{([^}]*)})?");

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)");

    /** What Prometheus adds, and what histograms have. */
    private static final Set<String> EVERYWHERE = Set.of("job", "instance", "le");

    private Queries() {}

    /** What a query asks for and no node exports: series, and labels of series. */
    static List<String> unknown(String query, Exported exported) {
        return SERIES.matcher(query)
                .results()
                .flatMap(series -> unknown(series, exported))
                .toList();
    }

    private static Stream<String> unknown(MatchResult series, Exported exported) {
        String name = series.group(1);
        if (!exported.has(name)) {
            return Stream.of(name);
        }
        String labels = series.group(2) == null ? "" : series.group(2);
        return LABEL.matcher(labels)
                .results()
                .map(label -> label.group(1))
                .filter(label -> !EVERYWHERE.contains(label) && !exported.has(name, label))
                .map(label -> name + "{" + label + "}");
    }
}
