package dev.coordinator.server.api;

import dev.coordinator.server.replication.LogWrites;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.security.CertificateStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** This node, as far as the edge needs it. Safe for use by any thread; never blocks. */
public interface OwnNode {

    /** Of which voters the leader has heard lately; empty on a node that doesn't lead. */
    Optional<Set<NodeId>> heard();

    /** Whether it has an empty log and is not one of a cluster's first nodes. */
    boolean waits();

    /** Of the file system that the data is on, asked a short while ago. */
    Disk disk();

    /** How long the latest writes to its log took. */
    LogWrites logWrites();

    /** What its listeners show, those with TLS. */
    List<CertificateStatus> certificates();

    /**
     * What it counts and measures, in Prometheus' text form.
     *
     * @param taker given it now or later, on any thread, once
     */
    void metrics(Consumer<String> taker);

    /** From now on hands leadership over while it has it, and doesn't stand for election; or again as ever. */
    void standAside(boolean aside);

    /**
     * How full a disk is.
     *
     * @param freeBytes 0 if it can't be told
     * @param totalBytes 0 if it can't be told
     */
    record Disk(long freeBytes, long totalBytes) {}
}
