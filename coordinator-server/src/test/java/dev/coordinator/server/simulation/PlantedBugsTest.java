package dev.coordinator.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The test of the tests: each bug of the list is found by the rule that it breaks, within a bounded number of ordinary
 * seeds, and by nothing that has nothing to do with it; and there is no rule that never has to find one.
 */
final class PlantedBugsTest {

    private static final long MOST_SEEDS = 600;

    @ParameterizedTest
    @MethodSource("bugs")
    void plantedBugIsFoundByTheRuleThatItBreaks(PlantedBug bug) throws IOException {
        LongFunction<String> runner = new Mutant(bug).runner();
        String must = bug.finders().must();
        Map<String, Long> firstSeeds = new LinkedHashMap<>();
        for (long seed = 1; seed <= MOST_SEEDS && !firstSeeds.containsKey(must); seed++) {
            String failure = runner.apply(seed);
            if (!failure.isEmpty()) {
                String rule = failure.lines().findFirst().orElseThrow();
                assertThat(rule)
                        .as("who finds that %s, in\n%s", bug, failure)
                        .matches(
                                name -> name.equals(must)
                                        || bug.finders().mayBeFirst().contains(name),
                                bug.finders().toString());
                firstSeeds.putIfAbsent(rule, seed);
            }
        }

        System.out.println("PLANTED " + bug + ": found by " + told(firstSeeds));
        assertThat(firstSeeds).as("who finds that %s", bug).containsKey(must);
    }

    private static String told(Map<String, Long> firstSeeds) {
        return firstSeeds.entrySet().stream()
                .map(entry -> entry.getKey() + " at seed " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    static List<PlantedBug> bugs() {
        return PlantedBugs.all();
    }

    @Test
    void everyRuleMustFindABug() {
        Set<String> tried =
                bugs().stream().map(bug -> bug.finders().must()).collect(Collectors.toCollection(TreeSet::new));

        assertThat(tried).isEqualTo(rules());
    }

    /** Whatever may be the reason why a seed fails. */
    private static Set<String> rules() {
        return new ClassFileImporter()
                .importPackagesOf(Rule.class).stream()
                        .filter(type -> type.isAssignableTo(Rule.class) && !type.isInterface())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
