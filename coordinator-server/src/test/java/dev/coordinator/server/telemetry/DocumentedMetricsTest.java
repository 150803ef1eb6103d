package dev.coordinator.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documentation's table and the page say the same. */
final class DocumentedMetricsTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(coordinator_[a-z_]+(?:\\{[a-z,]+})?)` \\| ([a-z]+) \\|");

    @Test
    void tableHasEveryMetricWithItsLabelsAndKindAndNoOther() throws IOException {
        SortedMap<String, String> table = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("..", "docs", "metrics.md")))
                .results()
                .forEach(row -> table.put(sorted(row.group(1)), row.group(2)));

        assertThat(table).isEqualTo(new Exported().documented());
    }

    private static String sorted(String metric) {
        int brace = metric.indexOf('{');
        if (brace < 0) {
            return metric;
        }
        String[] labels = metric.substring(brace + 1, metric.length() - 1).split(",");
        Arrays.sort(labels);
        return metric.substring(0, brace) + "{" + String.join(",", labels) + "}";
    }
}
