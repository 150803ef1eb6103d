package dev.coordinator.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The test of the tests: each bug of the list is found, by an invariant, within a bounded number of ordinary seeds. */
final class PlantedBugsTest {

    private static final long MOST_SEEDS = 600;

    @ParameterizedTest
    @MethodSource("bugs")
    void plantedBugIsFound(PlantedBug bug) throws IOException {
        LongFunction<String> runner = new Mutant(bug).runner();
        String found = "";
        long seed = 0;
        while (found.isEmpty() && seed < MOST_SEEDS) {
            found = runner.apply(++seed);
        }

        assertThat(found).as("nothing notices that %s", bug).isNotEmpty();
        System.out.println(
                "PLANTED " + bug + ": found by " + found.lines().findFirst().orElseThrow() + " at seed " + seed);
    }

    static List<PlantedBug> bugs() {
        return PlantedBugs.all();
    }
}
