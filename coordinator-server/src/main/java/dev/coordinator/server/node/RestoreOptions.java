package dev.coordinator.server.node;

import picocli.CommandLine;

/** How a state is recovered; the same wherever a restore of one cluster is told. */
final class RestoreOptions {

    @CommandLine.Option(
            names = "--epoch-floor",
            paramLabel = "N",
            description =
                    "Epochs go on above N, where you know of a higher one than the backup and the clock do. The same at"
                            + " new-cluster-id and at each restore.")
    private long epochFloor;

    @CommandLine.Option(
            names = "--unsafe-now",
            description =
                    "Grant leases at once instead of after 3 h. Two instances act as primary if any of the old ones is"
                            + " alive: only when every instance of every pool was stopped or is certainly dead. The same at"
                            + " new-cluster-id and at each restore.")
    private boolean unsafeNow;

    long epochFloor() {
        return epochFloor;
    }

    boolean unsafeNow() {
        return unsafeNow;
    }

    /** As on a command line, each with a blank before it. */
    String text() {
        return (epochFloor == 0 ? "" : " --epoch-floor " + epochFloor) + (unsafeNow ? " --unsafe-now" : "");
    }
}
