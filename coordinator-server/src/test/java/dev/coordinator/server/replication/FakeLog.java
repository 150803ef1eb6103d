package dev.coordinator.server.replication;

import dev.coordinator.server.roster.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A log whose deliveries the test drives by hand: what is appended stays until the test commits it to all consumers, or
 * fails it.
 */
public final class FakeLog implements ReplicatedLog {

    /** One append that waits. */
    static final class Appended {
        final Term term;
        final byte[] entry;
        final Proposal proposal;

        Appended(Term term, byte[] entry, Proposal proposal) {
            this.term = term;
            this.entry = entry;
            this.proposal = proposal;
        }
    }

    private final Deque<Appended> waiting = new ArrayDeque<>();
    private final List<byte[]> committed = new ArrayList<>();
    private LogStatus status = LogStatus.UNKNOWN;

    @Override
    public synchronized void append(Term term, byte[] entry, Proposal proposal) {
        waiting.add(new Appended(term, entry, proposal));
    }

    @Override
    public synchronized LogStatus status() {
        return status;
    }

    @Override
    public void close() {}

    /** From now on this node follows {@code leader}. */
    public synchronized void follows(String leader, long term) {
        status = new LogStatus(LogStatus.Role.FOLLOWER, term, Optional.of(new NodeId(leader)), 0, 0, 0);
    }

    /** From now on this node believes to lead, or knows of no leader. */
    public synchronized void is(LogStatus.Role role) {
        status = new LogStatus(role, 1, Optional.empty(), 0, 0, 0);
    }

    public synchronized int waiting() {
        return waiting.size();
    }

    public synchronized List<byte[]> committed() {
        return List.copyOf(committed);
    }

    /** What waits, oldest first. */
    public synchronized List<byte[]> entries() {
        return waiting.stream().map(each -> each.entry).toList();
    }

    /** Takes out the oldest of what waits. */
    synchronized Appended take() {
        return waiting.remove();
    }

    /** Commits the oldest of what waits: to the node that appended it with its proposal, to others without. */
    public void commit(LogConsumer author, LogConsumer... others) {
        Appended oldest;
        long index;
        synchronized (this) {
            oldest = waiting.remove();
            committed.add(oldest.entry);
            index = committed.size();
        }
        author.apply(index, oldest.entry, Optional.of(oldest.proposal));
        for (LogConsumer other : others) {
            other.apply(index, oldest.entry, Optional.empty());
        }
    }

    /** Commits until nothing waits. */
    public void commitAll(LogConsumer author, LogConsumer... others) {
        while (waiting() > 0) {
            commit(author, others);
        }
    }

    /** Fails the oldest of what waits. */
    public void fail(AppendFailure failure) {
        take().proposal.failed(failure);
    }
}
