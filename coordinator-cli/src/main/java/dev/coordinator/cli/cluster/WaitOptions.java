package dev.coordinator.cli.cluster;

import dev.coordinator.cli.invocation.DurationOption;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a command follows what it has begun. */
final class WaitOptions {

    @Option(names = "--no-wait", description = "Don't wait until it is done.")
    private boolean noWait;

    @Option(
            names = "--wait-for",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Wait no longer than this, such as 30s; else 10m. It goes on without this command.")
    private Duration atMost = Duration.ofMinutes(10);

    boolean waits() {
        return !noWait;
    }

    Duration atMost() {
        return atMost;
    }
}
