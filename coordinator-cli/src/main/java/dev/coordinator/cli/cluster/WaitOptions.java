package dev.coordinator.cli.cluster;

import dev.coordinator.cli.invocation.DurationOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a command follows what it has begun; the same of all commands that change the cluster. */
final class WaitOptions {

    private static final Duration OF_A_CHANGE = Duration.ofMinutes(10);
    private static final Duration OF_A_TRANSFER = Duration.ofSeconds(10);

    @Option(names = "--no-wait", description = "Don't wait until it is done.")
    private boolean noWait;

    @Option(
            names = "--wait-for",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Wait no longer than this, such as 30s; else 10m, for a transfer of leadership 10s."
                    + " What was begun goes on without this command.")
    @Nullable
    private Duration atMost;

    boolean waits() {
        return !noWait;
    }

    Duration atMost() {
        return atMost == null ? OF_A_CHANGE : atMost;
    }

    /** Of what is over within an election timeout, or comes to nothing. */
    Duration atMostForATransfer() {
        return atMost == null ? OF_A_TRANSFER : atMost;
    }
}
