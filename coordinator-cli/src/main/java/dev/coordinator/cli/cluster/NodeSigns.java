package dev.coordinator.cli.cluster;

import dev.coordinator.v1.StatusResponse;
import java.time.Duration;

/** What the numbers of a node mean. */
public final class NodeSigns {

    /** A wall clock that differs by more misleads whoever reads histories. */
    public static final Duration LARGE_SKEW = Duration.ofSeconds(5);

    private static final long LITTLE_FREE_PERCENT = 10;

    private NodeSigns() {}

    /** Never of a node that can't tell how much is free. */
    public static boolean isDiskNearlyFull(StatusResponse status) {
        return status.getDiskFreeBytes() < status.getDiskTotalBytes() / 100 * LITTLE_FREE_PERCENT;
    }
}
