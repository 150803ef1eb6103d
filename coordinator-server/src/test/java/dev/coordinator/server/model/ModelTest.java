package dev.coordinator.server.model;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The model keeps its promises in small instances, is not poorer than it claims, and breaks the expected promise when one
 * rule is switched off.
 */
final class ModelTest {

    @TempDir
    static Path folder;

    private static Runs runs;

    @BeforeAll
    static void begin() {
        runs = new Runs(new Tlc(true, "1g", 1, Duration.ofMinutes(10)), folder);
        Stream.of(wholes(), withoutARule(), witnesses()).flatMap(each -> each).forEach(runs::begin);
    }

    @AfterAll
    static void end() throws InterruptedException {
        runs.end();
    }

    static Stream<Check> wholes() {
        return Stream.of(
                        "leader",
                        "restart",
                        "handover",
                        "operator",
                        "fast",
                        "calm",
                        "calm-leader",
                        "calm-handover",
                        "calm-operator",
                        "calm-restart")
                .map(Check::whole);
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void allPromisesHold(Check check) throws Exception {
        Verdict verdict = runs.of(check);

        assertThat(verdict.violated()).isEmpty();
        assertThat(verdict.complete()).isTrue();
    }

    static Stream<Check> withoutARule() {
        return Stream.of(
                Check.without("CountFromCompose", "leader", "S1").with("MaxFlight", "1"),
                Check.without("SafetyMargin", "leader", "S1").with("MaxFlight", "1"),
                Check.without("SafetyMargin", "fast", "S1"),
                Check.without("NotBeforeDeadline", "leader", "S5"),
                Check.without("NotBeforeDeadline", "leader", "S1"),
                Check.without("NeverShorten", "operator", "S5"),
                Check.without("StampAfterReceipt", "leader", "S1").with("MaxFlight", "1"),
                Check.without("BaseAndMarkTogether", "leader", "S1").with("MaxFlight", "1"),
                Check.without("ForgetWhatIsCutOff", "leader", "S1").with("MaxFlight", "1"),
                Check.without("UnansweredCounts", "leader", "S5"),
                Check.without("UnansweredCounts", "leader", "S1"),
                Check.without("LowerSeqIsStale", "leader", "S5"),
                Check.without("LowerSeqIsStale", "handover", "S1")
                        .with("MaxFlight", "2")
                        .with("Features", "{\"release\"}"),
                Check.without("EqualSeqIsStale", "leader", "S5"),
                Check.without("StaleGetsNothing", "handover", "S1")
                        .with("MaxFlight", "2")
                        .with("MaxDelay", "1")
                        .with("Features", "{\"drain\"}"),
                Check.without("Promise", "handover", "S1")
                        .with("MaxFlight", "2")
                        .with("Features", "{\"release\"}"),
                Check.without("DrainFirst", "handover", "S1"),
                Check.without("DrainFirst", "handover", "S5"),
                Check.without("DrainShortensValidity", "handover", "S1"),
                Check.without("NewReignNewEpoch", "leader", "S2"),
                Check.without("EpochsOutliveDeletion", "operator", "S2"),
                Check.without("EpochsOutliveRestore", "operator", "S2"),
                Check.without("Tombstone", "operator", "S1"),
                Check.without("Tombstone", "operator", "S5"),
                Check.without("QuietAfterRestore", "operator", "S1"),
                Check.without("PushIsNoGrant", "calm", "S3"),
                Check.without("PushIsNoGrant", "calm", "S1"),
                Check.without("DesignatedHoldsNothing", "handover", "S3"),
                Check.without("InheritNothing", "restart", "S1"),
                Check.without("InheritNothing", "restart", "S5"),
                Check.without("TrueSupersedes", "restart", "S1"),
                Check.without("ProveAlive", "calm-restart", "S7"),
                Check.without("Replacement", "calm", "S7").with("MaxDelay", "0"),
                Check.without("PassOver", "calm", "S7").with("MaxDelay", "0"),
                Check.without("ChooseFresh", "calm", "S7").with("MaxDelay", "0"),
                Check.without("PassOver", "calm-leader", "S7").with("MaxDelay", "0"),
                Check.without("PassOver", "calm-handover", "S7"),
                Check.without("PassOver", "calm-operator", "S7"),
                Check.without("NoUnsafeNow", "handover", "S1"),
                Check.without("NoUnsafeNow", "handover", "S5"));
    }

    @ParameterizedTest
    @MethodSource("withoutARule")
    void withoutARuleAPromiseIsBroken(Check check) throws Exception {
        Verdict verdict = runs.of(check);

        assertThat(verdict.violated()).isEqualTo(check.property());
        assertThat(verdict.steps()).isPositive();
    }

    static Stream<Check> witnesses() {
        return Stream.of(
                Check.witness("NoHandover", "handover"),
                Check.witness("NoCallOff", "handover"),
                Check.witness("NoForgottenTime", "leader"),
                Check.witness("NoExpiry", "leader"),
                Check.witness("NoStaleCheckIn", "leader"),
                Check.witness("NoSupersededReign", "restart"),
                Check.witness("NoRivalRun", "restart"),
                Check.witness("NoDeletedLease", "operator"),
                Check.witness("NoPassingOver", "calm").with("MaxDelay", "0"));
    }

    /** A model in which none of this can happen would keep any promise. */
    @ParameterizedTest
    @MethodSource("witnesses")
    void whatThePromisesAreAboutDoesHappen(Check check) throws Exception {
        assertThat(runs.of(check).violated()).isEqualTo(check.property());
    }

    @Test
    void noRuleOfTheModelIsUnneeded() throws IOException {
        Set<String> switchedOff =
                withoutARule().map(Check::broken).flatMap(Optional::stream).collect(toSet());

        assertThat(switchedOff).isEqualTo(Model.rules());
    }

    @Test
    void theReadmeNamesEveryRule() throws IOException {
        String readme = Files.readString(Model.FOLDER.resolve("README.md"));

        assertThat(Model.rules())
                .filteredOn(rule -> !readme.contains("`" + rule + "`"))
                .isEmpty();
    }
}
