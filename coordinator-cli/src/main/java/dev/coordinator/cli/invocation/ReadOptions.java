package dev.coordinator.cli.invocation;

import dev.coordinator.v1.Consistency;
import picocli.CommandLine.Option;

/** The options of commands that read. */
public final class ReadOptions {

    @Option(
            names = "--stale",
            description =
                    "Take what the asked node knows, without asking a quorum: works without a leader, may be old.")
    private boolean stale;

    public Consistency consistency() {
        return stale ? Consistency.CONSISTENCY_STALE : Consistency.CONSISTENCY_LINEARIZABLE;
    }
}
