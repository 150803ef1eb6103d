package dev.coordinator.cli.operation;

import picocli.CommandLine.Option;

/** The options of commands that move a primary. */
final class MoveOptions {

    @Option(names = "--to", paramLabel = "INSTANCE", description = "Who is to be primary; else whoever ranks best.")
    private String to = "";

    @Option(names = "--no-wait", description = "End when it has begun, without waiting for what comes of it.")
    private boolean noWait;

    String to() {
        return to;
    }

    boolean waits() {
        return !noWait;
    }
}
