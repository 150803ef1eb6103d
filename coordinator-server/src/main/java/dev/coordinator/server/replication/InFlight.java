package dev.coordinator.server.replication;

import dev.coordinator.server.journal.Group;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.outbox.Advance;
import dev.coordinator.server.roster.Roster;
import java.util.List;
import java.util.Optional;

/** A closed group on its way through the log. */
final class InFlight implements Proposal {

    private final Proposals owner;
    private final Term term;
    private final Group group;
    private final List<Waiting> waiting;
    private final Optional<RosterProposal> roster;
    private final long closedNanos;

    /** @param closedNanos when it was closed, by the node's monotonic clock */
    InFlight(
            Proposals owner,
            Term term,
            Stamp stamp,
            List<Waiting> waiting,
            Optional<RosterProposal> roster,
            Advance advance,
            long closedNanos) {
        this.owner = owner;
        this.term = term;
        this.group = new Group(
                stamp, waiting.stream().map(Waiting::command).toList(), roster.map(RosterProposal::next), advance);
        this.waiting = waiting;
        this.roster = roster;
        this.closedNanos = closedNanos;
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

    long closedNanos() {
        return closedNanos;
    }

    /** Whether a node that follows waits to see this applied. */
    boolean isAwaitedElsewhere() {
        return roster.isPresent() || waiting.stream().anyMatch(each -> each.command() instanceof Command.Barrier);
    }

    /** @param inForce the roster that holds now */
    void decided(long logIndex, List<Decision> decisions, Roster inForce) {
        for (int i = 0; i < decisions.size(); i++) {
            waiting.get(i).decided(logIndex, decisions.get(i));
        }
        roster.ifPresent(proposal -> proposal.decided(inForce));
    }

    void failed(Failure failure) {
        waiting.forEach(each -> each.failed(failure));
        roster.ifPresent(proposal -> proposal.failed(failure));
    }

    @Override
    public void failed(AppendFailure failure) {
        owner.failed(this, failure);
    }
}
