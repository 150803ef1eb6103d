package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.scenario.Entry;
import dev.coordinator.server.lease.scenario.Stories;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The core agrees with a second implementation that was written, as plainly as possible, from the contract. */
final class TwinTest {

    private static final int RUNS = 1_000;
    private static final int ENTRIES = 60;

    @ParameterizedTest
    @ValueSource(longs = {1_000_001, 2_000_001})
    void coreAndTwinAgreeOnRandomHistories(long firstSeed) {
        Coverage coverage = new Coverage();
        for (long seed = firstSeed; seed < firstSeed + RUNS; seed++) {
            Optional<String> story = new Duel().disagreement(Duel.log(seed, ENTRIES, coverage));
            if (story.isPresent()) {
                throw new AssertionError("seed " + seed + "\n" + story.get());
            }
        }
        coverage.isComplete();
    }

    @Test
    void coreAndTwinAgreeOnEveryScenario() {
        Map<String, List<Entry>> logs = Stories.logs();
        assertThat(logs).isNotEmpty();
        logs.forEach((file, log) -> assertThat(new Duel()
                        .disagreement(log.stream()
                                .map(entry -> new Duel.Moment(Optional.empty(), entry))
                                .toList()))
                .as(file)
                .isEmpty());
    }

    @Test
    void twinThatDoesNotHearReleasesDisagreesAndTheStoryIsShort() {
        Duel duel = new Duel(TwinTest::withoutRelease);

        String story = duel.disagreement(Duel.log(2, ENTRIES, new Coverage())).orElseThrow();

        assertThat(story).contains("releases", "core, decision", "twin, decision");
        assertThat(story.lines().filter(line -> line.startsWith("at "))).hasSizeLessThanOrEqualTo(2);
    }

    private static Command withoutRelease(Command command) {
        return command instanceof Command.CheckIn said
                ? new Command.CheckIn(
                        said.pool(),
                        said.instance(),
                        said.incarnation(),
                        said.supersedes(),
                        said.nonce(),
                        said.seq(),
                        said.profile(),
                        said.holding(),
                        false,
                        said.mayCreatePool())
                : command;
    }
}
