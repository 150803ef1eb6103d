package dev.coordinator.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The dashboard asks for what nodes export, of the source that its reader picks, with panels that every Grafana has. */
final class DashboardTest {

    private static final Path DASHBOARD = Path.of("..", "deploy", "grafana", "coordinator.json");
    private static final String CHOSEN = "${datasource}";

    @Test
    void panelsAskForExportedMetricsOnly() throws IOException {
        Exported exported = new Exported();
        List<String> queries = panels().stream()
                .flatMap(panel -> elements(panel, "targets").stream())
                .map(target -> target.get("expr").getAsString())
                .toList();

        assertThat(queries).hasSizeGreaterThan(40);
        for (String query : queries) {
            assertThat(Queries.unknown(query, exported)).as(query).isEmpty();
            assertThat(query).contains("{job=\"$job\"");
        }
    }

    @Test
    void panelsAreOfTheBuiltInKindsAndOfTheChosenSource() throws IOException {
        for (JsonObject panel : panels()) {
            String title = panel.get("title").getAsString();
            assertThat(panel.get("type").getAsString()).as(title).isIn("row", "stat", "timeseries");
            if (!panel.get("type").getAsString().equals("row")) {
                assertThat(uid(panel)).as(title).isEqualTo(CHOSEN);
                assertThat(elements(panel, "targets"))
                        .as(title)
                        .isNotEmpty()
                        .allSatisfy(target -> assertThat(uid(target)).isEqualTo(CHOSEN));
            }
        }
        assertThat(panels()).extracting(panel -> panel.get("id").getAsInt()).doesNotHaveDuplicates();
    }

    private static String uid(JsonObject object) {
        return object.getAsJsonObject("datasource").get("uid").getAsString();
    }

    private static List<JsonObject> panels() throws IOException {
        return elements(JsonParser.parseString(Files.readString(DASHBOARD)).getAsJsonObject(), "panels");
    }

    private static List<JsonObject> elements(JsonObject object, String name) {
        return object.has(name)
                ? StreamSupport.stream(object.getAsJsonArray(name).spliterator(), false)
                        .map(JsonElement::getAsJsonObject)
                        .toList()
                : List.of();
    }
}
