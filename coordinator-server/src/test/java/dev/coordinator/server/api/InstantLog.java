package dev.coordinator.server.api;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.replication.ChangeListener;
import dev.coordinator.server.replication.Completion;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.replication.Reads;
import dev.coordinator.server.replication.Submissions;
import dev.coordinator.server.roster.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A log of one that commits and applies at once, on the thread that submits; fails, or waits, when told to. */
final class InstantLog implements Submissions, Reads {

    private record Waiting(Command command, Completion completion) {}

    private final LeaseMachine machine = new LeaseMachine();
    private final List<ChangeListener> listeners = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private Optional<Failure> failure = Optional.empty();
    private Optional<NodeId> leader = Optional.of(new NodeId("n1"));
    private LogStatus.Role role = LogStatus.Role.LEADER;
    private boolean isHeldBack;
    private long index;
    private long nowMillis;

    synchronized void tell(ChangeListener listener) {
        listeners.add(listener);
    }

    synchronized void fail(Failure how) {
        failure = Optional.of(how);
    }

    synchronized void work() {
        failure = Optional.empty();
    }

    synchronized void become(LogStatus.Role newRole, Optional<NodeId> newLeader) {
        role = newRole;
        leader = newLeader;
    }

    /** From now on commands wait, to be applied as one entry. */
    synchronized void holdBack() {
        isHeldBack = true;
    }

    synchronized int heldBack() {
        return waiting.size();
    }

    synchronized void letGo() {
        isHeldBack = false;
        List<Waiting> group = List.copyOf(waiting);
        waiting.clear();
        apply(group);
    }

    /** Time goes on, and what is due happens. */
    synchronized void pass(long millis) {
        nowMillis += millis;
        apply(List.of());
    }

    synchronized LogStatus status() {
        return new LogStatus(role, 7, leader, index, index, index);
    }

    @Override
    public void submit(Command command, Completion completion) {
        Optional<Failure> fails;
        synchronized (this) {
            fails = failure;
            if (fails.isEmpty() && isHeldBack) {
                waiting.add(new Waiting(command, completion));
            } else if (fails.isEmpty()) {
                apply(List.of(new Waiting(command, completion)));
            }
        }
        fails.ifPresent(completion::failed);
    }

    private void apply(List<Waiting> group) {
        List<Change> changes = new ArrayList<>();
        Stamp stamp = new Stamp(new ClusterTime(nowMillis), 1_700_000_000_123L + nowMillis);
        List<Decision> decisions =
                machine.apply(stamp, group.stream().map(Waiting::command).toList(), changes::add);
        index++;
        if (!changes.isEmpty()) {
            listeners.forEach(listener -> listener.applied(index, changes));
        }
        for (int i = 0; i < decisions.size(); i++) {
            group.get(i).completion().decided(index, decisions.get(i));
        }
    }

    @Override
    public <T> void linearizable(Function<LeaseMachine, T> query, Reader<T> reader) {
        Optional<Failure> fails;
        synchronized (this) {
            fails = failure;
        }
        fails.ifPresentOrElse(reader::failed, () -> stale(query, reader));
    }

    @Override
    public <T> void stale(Function<LeaseMachine, T> query, Reader<T> reader) {
        T result;
        long at;
        synchronized (this) {
            result = query.apply(machine);
            at = index;
        }
        reader.answered(at, result);
    }
}
