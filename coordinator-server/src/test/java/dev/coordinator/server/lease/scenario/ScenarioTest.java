package dev.coordinator.server.lease.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every story of {@code src/test/resources/scenarios} comes out as it is written.
 *
 * <p>With {@code -Dscenarios.rewrite=true} the outcomes are written anew instead, to be read as a diff.
 */
final class ScenarioTest {

    private static final int LEAST = 40;

    @TestFactory
    Stream<DynamicTest> stories() {
        return Script.filesIn(Script.FOLDER).stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), file.toUri(), () -> comesOutAsWritten(file)));
    }

    private static void comesOutAsWritten(Path file) throws IOException {
        Script written = Script.read(file);
        Script played = new Stage((stage, entry, outcome) -> {}).play(written);
        if (Boolean.getBoolean("scenarios.rewrite")) {
            Files.writeString(file, played.text());
            return;
        }
        assertThat(Files.readString(file)).isEqualTo(written.text());
        String difference = Difference.between(written, played);
        if (!difference.isEmpty()) {
            throw new AssertionError(
                    "\"" + written.title() + "\" comes out otherwise (-: written, +: now). If the new is"
                            + " right, run with -Dscenarios.rewrite=true and explain it in the commit.\n" + difference);
        }
    }

    @Test
    void thereAreManyStoriesEachWithItsOwnNumberAndTitle() {
        Set<String> numbers = new HashSet<>();
        Set<String> titles = new HashSet<>();
        for (Path file : Script.filesIn(Script.FOLDER)) {
            String name = file.getFileName().toString();
            assertThat(numbers.add(name.substring(0, name.indexOf('-'))))
                    .as("%s", file)
                    .isTrue();
            assertThat(titles.add(Script.read(file).title())).as("%s", file).isTrue();
        }
        assertThat(numbers).hasSizeGreaterThanOrEqualTo(LEAST);
    }
}
