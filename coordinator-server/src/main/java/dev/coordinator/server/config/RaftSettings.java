package dev.coordinator.server.config;

import java.time.Duration;

/**
 * The replicated log.
 *
 * @param listen where the node accepts the other nodes
 * @param electionTimeout silence of the leader after which the others look for a new one; equal on all nodes
 * @param snapshotInterval between two looks at whether a snapshot is due
 * @param snapshotEntries applied since the last snapshot before another one is worth taking
 */
public record RaftSettings(HostPort listen, Duration electionTimeout, Duration snapshotInterval, int snapshotEntries) {

    public RaftSettings {
        Keys.ELECTION_TIMEOUT.check(electionTimeout);
        Keys.SNAPSHOT_INTERVAL.check(snapshotInterval);
        Keys.SNAPSHOT_ENTRIES.check(snapshotEntries);
    }
}
