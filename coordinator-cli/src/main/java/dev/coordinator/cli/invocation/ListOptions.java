package dev.coordinator.cli.invocation;

import picocli.CommandLine.Option;

/** The options of commands that list. */
public final class ListOptions {

    private static final int LARGEST_PAGE = 1000;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Show so many at most; default ${DEFAULT-VALUE}.")
    private int limit;

    /** How many more may be shown when so many are. */
    private int room(int shown) {
        if (limit < 1) {
            throw new UsageError("--limit: at least 1.");
        }
        return Math.max(0, limit - shown);
    }

    /** How many to ask for when so many are shown; 0: no more. */
    public int pageSize(int shown) {
        return Math.min(LARGEST_PAGE, room(shown));
    }
}
