package dev.coordinator.server.raft;

import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.security.ListenerTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a node must know to take part in the log.
 *
 * @param clusterId 1 to 64 characters of {@code [A-Za-z0-9_-]}; the raft group carries it, so that reused addresses can't
 *     mix two clusters
 * @param self this node
 * @param directory its data, see {@link DataDirectory}
 * @param bind the address listened on, exactly this one
 * @param members the nodes of a new cluster and where each one's raft port is found, this node included; the first
 *     configuration of an empty log, of no effect on any other, nor on a node that joins
 * @param tls between nodes; empty: plaintext, and whoever reaches the port can write the log
 * @param electionTimeout 100 ms to 1 min, equal on all nodes; a follower waits this long and up to a second more
 * @param snapshotInterval at least 1 s; how often a snapshot is taken if anything was applied
 * @param snapshotEntries at least 1; a snapshot is also taken after this many entries
 * @param maxBufferedBytes at least 1 MiB; entries held in memory before appends are refused as busy
 */
public record RaftSettings(
        String clusterId,
        NodeId self,
        Path directory,
        RaftAddress bind,
        Map<NodeId, RaftAddress> members,
        Optional<ListenerTls> tls,
        Duration electionTimeout,
        Duration snapshotInterval,
        long snapshotEntries,
        long maxBufferedBytes) {

    private static final Pattern CLUSTER_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Duration LEAST_ELECTION = Duration.ofMillis(100);
    private static final Duration MOST_ELECTION = Duration.ofMinutes(1);
    private static final Duration LEAST_SNAPSHOT = Duration.ofSeconds(1);
    private static final Duration MOST_SNAPSHOT = Duration.ofDays(7);
    private static final long MIB = 1 << 20;

    public RaftSettings {
        members = Collections.unmodifiableMap(new TreeMap<>(members));
        requireClusterId(clusterId);
        require(members.containsKey(self), "node " + self + " is not among the members " + members.keySet());
        require(
                new HashSet<>(members.values()).size() == members.size(),
                "two members share one raft address: " + members);
        requireBetween("the election timeout", electionTimeout, LEAST_ELECTION, MOST_ELECTION);
        requireBetween("the snapshot interval", snapshotInterval, LEAST_SNAPSHOT, MOST_SNAPSHOT);
        require(snapshotEntries >= 1, "snapshots are taken after at least 1 entry, not " + snapshotEntries);
        require(maxBufferedBytes >= MIB, "the log buffers at least 1 MiB, not " + maxBufferedBytes + " bytes");
    }

    /** Defaults for everything that is a matter of tuning. */
    public static RaftSettings of(
            String clusterId, NodeId self, Path directory, RaftAddress bind, Map<NodeId, RaftAddress> members) {
        return new RaftSettings(
                clusterId,
                self,
                directory,
                bind,
                members,
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(10),
                1_000_000,
                256 * MIB);
    }

    public RaftSettings withElectionTimeout(Duration timeout) {
        return new RaftSettings(
                clusterId,
                self,
                directory,
                bind,
                members,
                tls,
                timeout,
                snapshotInterval,
                snapshotEntries,
                maxBufferedBytes);
    }

    public RaftSettings withSnapshots(Duration interval, long entries) {
        return new RaftSettings(
                clusterId, self, directory, bind, members, tls, electionTimeout, interval, entries, maxBufferedBytes);
    }

    public RaftSettings withTls(Optional<ListenerTls> listener) {
        return new RaftSettings(
                clusterId,
                self,
                directory,
                bind,
                members,
                listener,
                electionTimeout,
                snapshotInterval,
                snapshotEntries,
                maxBufferedBytes);
    }

    static void requireClusterId(String clusterId) {
        require(
                CLUSTER_ID.matcher(clusterId).matches(),
                "a cluster id has 1 to 64 characters of [A-Za-z0-9_-], not \"" + clusterId + "\"");
    }

    /** A letter comes first, because a group's name must start with one and a cluster id need not. */
    String group() {
        return "coordinator-" + clusterId;
    }

    private static void requireBetween(String what, Duration value, Duration least, Duration most) {
        require(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                what + " is " + least + " to " + most + ", not " + value);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
