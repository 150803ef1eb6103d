package dev.coordinator.server.config;

import java.time.Duration;

/**
 * The replicated log.
 *
 * @param listen where the node accepts the other nodes
 * @param electionTimeout silence of the leader after which the others look for a new one; equal on all nodes
 * @param snapshotInterval between two snapshots, if anything was applied
 * @param snapshotEntries applied since the last snapshot after which another one is taken earlier
 */
public record RaftSettings(
        HostPort listen, RaftTls tls, Duration electionTimeout, Duration snapshotInterval, int snapshotEntries) {

    public RaftSettings {
        Keys.ELECTION_TIMEOUT.check(electionTimeout);
        Keys.SNAPSHOT_INTERVAL.check(snapshotInterval);
        Keys.SNAPSHOT_ENTRIES.check(snapshotEntries);
    }
}
