package dev.coordinator.server.replication;

import dev.coordinator.server.journal.Group;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Stamp;
import java.util.List;

/** A closed group on its way through the log. */
final class InFlight implements Proposal {

    private final Proposals owner;
    private final Term term;
    private final Group group;
    private final List<Waiting> waiting;

    InFlight(Proposals owner, Term term, Stamp stamp, List<Waiting> waiting) {
        this.owner = owner;
        this.term = term;
        this.group = new Group(stamp, waiting.stream().map(Waiting::command).toList());
        this.waiting = waiting;
    }

    Term term() {
        return term;
    }

    Group group() {
        return group;
    }

    List<Waiting> waiting() {
        return waiting;
    }

    /** Whether a node that follows waits to see this applied. */
    boolean isAwaitedElsewhere() {
        return waiting.stream().anyMatch(each -> each.command() instanceof Command.Barrier);
    }

    void decided(long logIndex, List<Decision> decisions) {
        for (int i = 0; i < decisions.size(); i++) {
            waiting.get(i).decided(logIndex, decisions.get(i));
        }
    }

    @Override
    public void failed(AppendFailure failure) {
        owner.failed(this, failure);
    }
}
