package dev.coordinator.server.replication;

import dev.coordinator.server.journal.JournalException;
import dev.coordinator.server.journal.Outcomes;
import dev.coordinator.server.journal.OutcomesCodec;
import dev.coordinator.server.lease.Decision;
import java.util.List;
import java.util.concurrent.Executor;

/** A group that was passed on to the leading node: what that says to it. */
final class PassedOn implements Peers.PeerReply {

    private final Proposals owner;
    private final Route.ToLeader away;
    private final List<Waiting> group;
    private final Executor completions;

    PassedOn(Proposals owner, Route.ToLeader away, List<Waiting> group, Executor completions) {
        this.owner = owner;
        this.away = away;
        this.group = group;
        this.completions = completions;
    }

    @Override
    public void answered(byte[] response) {
        try {
            answered(OutcomesCodec.decode(response));
        } catch (JournalException e) {
            unknown();
        }
    }

    private void answered(Outcomes outcomes) {
        if (outcomes instanceof Outcomes.Decided decided && decided.decisions().size() == group.size()) {
            completions.execute(() -> decided(decided));
        } else if (outcomes instanceof Outcomes.NotLeading) {
            failed(Failure.NO_LEADER);
        } else if (outcomes instanceof Outcomes.Overloaded) {
            failed(Failure.OVERLOADED);
        } else {
            unknown();
        }
    }

    private void decided(Outcomes.Decided decided) {
        owner.arrived(away, group);
        List<Decision> decisions = decided.decisions();
        for (int i = 0; i < decisions.size(); i++) {
            group.get(i).decided(decided.logIndex(), decisions.get(i));
        }
    }

    @Override
    public void notSent() {
        failed(Failure.NO_LEADER);
    }

    @Override
    public void unknown() {
        failed(Failure.OUTCOME_UNKNOWN);
    }

    private void failed(Failure failure) {
        completions.execute(() -> {
            owner.arrived(away, group);
            group.forEach(waiting -> waiting.failed(failure));
        });
    }
}
