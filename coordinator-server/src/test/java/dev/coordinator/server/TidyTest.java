package dev.coordinator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house's habits, kept in every module. A complaint names the file, the line, what is wrong and the limit. */
final class TidyTest {

    private static final List<JavaSource> SOURCES = JavaSource.allBelow(root());

    @Test
    void everyModuleIsLookedAt() {
        assertThat(SOURCES)
                .extracting(source -> source.path().substring(0, source.path().indexOf('/')))
                .contains("coordinator-client", "coordinator-server", "coordinator-cli");
    }

    @Test
    void filesAreShort() {
        inEachFile(HouseHabits::shortFile);
    }

    @Test
    void methodsAreShort() {
        inEachFile(HouseHabits::shortMethods);
    }

    @Test
    void namesSayWhatAThingIs() {
        inEachFile(HouseHabits::tellingNames);
    }

    @Test
    void everyPackageIsDescribedAndNullMarked() {
        assertThat(HouseHabits.describedPackages(SOURCES)).isEmpty();
    }

    @Test
    void nothingIsLeftUnfinished() {
        inEachFile(HouseHabits::finished);
    }

    @Test
    void nothingIsTiedToOneMachine() {
        inEachFile(HouseHabits::noAbsolutePath);
    }

    @Test
    void noTestSleeps() {
        inEachFile(HouseHabits::noSleepInTests);
    }

    @Test
    void noTestIsDisabled() {
        inEachFile(HouseHabits::noDisabledTest);
    }

    private static void inEachFile(Function<JavaSource, Stream<String>> habit) {
        assertThat(SOURCES.stream().flatMap(habit)).isEmpty();
    }

    private static Path root() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(".mvn")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no .mvn folder at or above " + start));
    }
}
