package dev.coordinator.server.telemetry;

import java.util.Map;

/**
 * How a node does, at one moment.
 *
 * @param diskFreeBytes of the file system that the data is on
 * @param diskTotalBytes 0 if it can't be told
 * @param longestWriteSeconds of the last minute's writes to the log; one that is under way counts with what it has taken
 * @param heard of the other voters, whether they were heard of lately; empty on a node that doesn't lead
 * @param certificateEnds by listener, when the first of what it shows and trusts ends, in seconds of Unix time
 * @param certificateFailures by listener, whether what its files hold now can't be used
 * @param sessions streams of check-ins that are open
 * @param watches that are open, over gRPC or HTTP
 * @param waitingCheckIns over HTTP, that wait for news
 */
public record NodeCondition(
        long diskFreeBytes,
        long diskTotalBytes,
        double longestWriteSeconds,
        Map<String, Boolean> heard,
        Map<String, Long> certificateEnds,
        Map<String, Boolean> certificateFailures,
        int sessions,
        int watches,
        int waitingCheckIns) {

    public NodeCondition {
        heard = Map.copyOf(heard);
        certificateEnds = Map.copyOf(certificateEnds);
        certificateFailures = Map.copyOf(certificateFailures);
    }
}
