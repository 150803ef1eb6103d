package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.core.State;
import dev.coordinator.server.roster.NodeId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reads, ten times a second, what the library tells under its lock only.
 *
 * <p>That lock is held during elections and while term and vote are synced to a disk that may hang; who asks for a status
 * must not wait for either.
 */
final class StatusSampler {

    private static final long PERIOD_MILLIS = 100;

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, Threads.named("raft-status"));
    private final Node node;
    private final StrictStorage storage;
    private volatile Sample latest = new Sample(0, 0, 0, Optional.empty());

    StatusSampler(Node node, StrictStorage storage) {
        this.node = node;
        this.storage = storage;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Runs until the executor is shut down.
    void start() {
        executor.scheduleWithFixedDelay(this::sample, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    Sample latest() {
        return latest;
    }

    /** A failed or stopping node tells nothing; then the last sample stands. */
    private void sample() {
        try {
            latest = new Sample(storage.term(), node.getLastCommittedIndex(), node.getLastLogIndex(), heard());
        } catch (IllegalStateException inactive) {
            return;
        }
    }

    private Optional<Set<NodeId>> heard() {
        if (node.getNodeState() != State.STATE_LEADER) {
            return Optional.empty();
        }
        Set<NodeId> heard = new TreeSet<>();
        node.listAlivePeers().forEach(peer -> Whereabouts.nameOf(peer).ifPresent(heard::add));
        return Optional.of(heard);
    }

    void close() {
        executor.shutdown();
    }

    /** @param heard of which voters the leader has heard lately; empty on a node that doesn't lead */
    record Sample(long term, long committedIndex, long lastLogIndex, Optional<Set<NodeId>> heard) {}
}
