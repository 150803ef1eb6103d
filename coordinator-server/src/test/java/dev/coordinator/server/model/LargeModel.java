package dev.coordinator.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The model in larger instances, each until all is searched or the time is over.
 *
 * <p>{@code mvn -B verify -Pmodel -Dmodel.minutes=10}
 */
final class LargeModel {

    private static final Duration LIMIT = Duration.ofMinutes(Long.getLong("model.minutes", 5));

    @TempDir
    static Path folder;

    private static Runs runs;

    @BeforeAll
    static void begin() {
        int workers = Runtime.getRuntime().availableProcessors();
        runs = new Runs(new Tlc(false, "4g", workers, LIMIT), folder);
    }

    @AfterAll
    static void end() throws InterruptedException {
        runs.end();
    }

    static Stream<Check> checks() {
        return Stream.of(
                Check.whole("handover").with("MaxFlight", "2"),
                Check.whole("restart").with("MaxFlight", "2").with("MaxDelay", "2"),
                Check.whole("operator").with("MaxFlight", "2"),
                Check.whole("calm").with("MaxDelay", "2").with("Reborn", "{a}"),
                Check.whole("calm-leader").with("MaxDelay", "2"),
                Check.whole("calm-handover").with("Ttls", "{3}").with("MaxDelay", "1"),
                Check.whole("calm-operator").with("Ttls", "{2, 3}").with("MaxDelay", "1"),
                Check.whole("leader").with("MaxFlight", "3").with("MaxDelay", "3"),
                Check.whole("large"));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void allPromisesHold(Check check) throws Exception {
        assertThat(runs.of(check).violated()).isEmpty();
    }
}
