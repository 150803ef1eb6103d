package dev.coordinator.cli.run;

import dev.coordinator.cli.invocation.DurationOption;
import dev.coordinator.cli.invocation.UsageError;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How the program is stopped, started again, asked for its health, and what is run besides, in options. */
final class ProgramOptions {

    @Option(
            names = "--stop-timeout",
            order = 10,
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "From TERM to KILL; 10s, or less where the pool's lease leaves less.")
    @Nullable
    private Duration stopTimeout;

    @Option(
            names = "--restart",
            order = 11,
            paramLabel = "WHEN",
            converter = PolicyOption.class,
            defaultValue = "never",
            description = "When the program ends by itself: never (default), on-failure or always.")
    private Restarts.Policy restart = Restarts.Policy.NEVER;

    @Option(
            names = "--restart-delay",
            order = 12,
            paramLabel = "DURATION",
            converter = DurationOption.class,
            defaultValue = "1s",
            description = "Before the first restart, doubled with each in a row; ${DEFAULT-VALUE}.")
    private Duration restartDelay = Duration.ZERO;

    @Option(
            names = "--restart-max-delay",
            order = 13,
            paramLabel = "DURATION",
            converter = DurationOption.class,
            defaultValue = "30s",
            description = "The longest of them; ${DEFAULT-VALUE}.")
    private Duration restartMaxDelay = Duration.ZERO;

    @Option(
            names = "--restart-limit",
            order = 14,
            paramLabel = "N",
            defaultValue = "5",
            description = "So many in a row at most; then its status is coordctl's. A minute's run forgets them;"
                    + " ${DEFAULT-VALUE}.")
    private int restartLimit;

    @Option(
            names = "--health-command",
            order = 20,
            paramLabel = "LINE",
            description = "For sh: whether this instance may be primary. Joins after its first success.")
    @Nullable
    private String healthCommand;

    @Option(
            names = "--health-interval",
            order = 21,
            paramLabel = "DURATION",
            converter = DurationOption.class,
            defaultValue = "10s",
            description = "Between two of its runs; ${DEFAULT-VALUE}.")
    private Duration healthInterval = Duration.ZERO;

    @Option(
            names = "--health-timeout",
            order = 22,
            paramLabel = "DURATION",
            converter = DurationOption.class,
            defaultValue = "5s",
            description = "How long it may take before it is killed and has failed; ${DEFAULT-VALUE}.")
    private Duration healthTimeout = Duration.ZERO;

    @Option(
            names = "--health-failures",
            order = 23,
            paramLabel = "N",
            defaultValue = "3",
            description = "So many in a row make it unelectable, one success electable; ${DEFAULT-VALUE}.")
    private int healthFailures;

    @Option(
            names = "--on-primary",
            order = 30,
            paramLabel = "LINE",
            description = "For sh: run before the program is started.")
    @Nullable
    private String onPrimary;

    @Option(
            names = "--on-standby",
            order = 31,
            paramLabel = "LINE",
            description = "For sh: run after the program is gone, before the lease is handed over if there is time.")
    @Nullable
    private String onStandby;

    @Option(
            names = "--hook-timeout",
            order = 32,
            paramLabel = "DURATION",
            converter = DurationOption.class,
            defaultValue = "10s",
            description = "How long each of the two may take before it is stopped; ${DEFAULT-VALUE}.")
    private Duration hookTimeout = Duration.ZERO;

    Optional<Duration> stopTimeout() {
        return Optional.ofNullable(stopTimeout);
    }

    Restarts restarts(RandomGenerator random) {
        require(restartLimit >= 0, "--restart-limit", "at least 0", restartLimit);
        requireTime("--restart-delay", restartDelay);
        requireTime("--restart-max-delay", restartMaxDelay);
        return new Restarts(restart, restartDelay, restartMaxDelay, restartLimit, random);
    }

    Optional<Health> health(Map<String, String> environment, Consumer<String> teller) {
        require(healthFailures >= 1, "--health-failures", "at least 1", healthFailures);
        requireTime("--health-interval", healthInterval);
        requireTime("--health-timeout", healthTimeout);
        return Optional.ofNullable(healthCommand)
                .map(line -> new Health(
                        Launch.shell(line, environment), healthInterval, healthTimeout, healthFailures, teller));
    }

    Optional<Launch> onPrimary(Map<String, String> environment) {
        return Optional.ofNullable(onPrimary).map(line -> Launch.shell(line, environment));
    }

    Optional<Launch> onStandby(Map<String, String> environment) {
        return Optional.ofNullable(onStandby).map(line -> Launch.shell(line, environment));
    }

    Duration hookTimeout() {
        requireTime("--hook-timeout", hookTimeout);
        return hookTimeout;
    }

    /** From what a timer can tell to what a count of nanoseconds can hold. */
    private static void requireTime(String option, Duration value) {
        boolean allowed = value.compareTo(Duration.ofMillis(10)) >= 0 && value.compareTo(Duration.ofDays(7)) <= 0;
        require(allowed, option, "from 10ms to 7d", value.toMillis() + "ms");
    }

    private static void require(boolean allowed, String option, String rule, Object value) {
        if (!allowed) {
            throw new UsageError(option + " must be " + rule + ", was " + value + ".");
        }
    }

    /** As people write it. */
    static final class PolicyOption implements ITypeConverter<Restarts.Policy> {

        @Override
        public Restarts.Policy convert(String value) {
            for (Restarts.Policy policy : Restarts.Policy.values()) {
                if (policy.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value)) {
                    return policy;
                }
            }
            throw new TypeConversionException("'" + value + "' is not one of never, on-failure, always");
        }
    }
}
