package dev.coordinator.server.replication;

import dev.coordinator.server.journal.Outcomes;
import dev.coordinator.server.journal.OutcomesCodec;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes the groups that other nodes pass on to this one, and answers each when all of its commands are decided. */
final class ForwardedGroups {

    private final Proposals proposals;

    ForwardedGroups(Proposals proposals) {
        this.proposals = proposals;
    }

    void handle(List<Command> commands, Peers.PeerResponse response) {
        if (commands.isEmpty()) {
            response.send(OutcomesCodec.encode(new Outcomes.Decided(0, List.of())));
            return;
        }
        Batch batch = new Batch(commands.size(), response);
        List<Waiting> group = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            group.add(Waiting.of(commands.get(i), batch.completion(i)));
        }
        switch (proposals.take(group)) {
            case TAKEN -> {}
            case NOT_LEADING -> response.send(OutcomesCodec.encode(new Outcomes.NotLeading()));
            case OVERLOADED -> response.send(OutcomesCodec.encode(new Outcomes.Overloaded()));
        }
    }

    /** One forwarded group, collecting its decisions. A group may be spread over several entries. */
    private static final class Batch {

        private final Peers.PeerResponse response;
        private final List<Decision> decisions;
        private int missing;
        private int notAppended;
        private boolean unknown;
        private long logIndex;

        Batch(int size, Peers.PeerResponse response) {
            this.response = response;
            this.decisions = new ArrayList<>(Collections.nCopies(size, Decision.PASSED));
            this.missing = size;
        }

        Completion completion(int place) {
            return new Completion() {
                @Override
                public void decided(long index, Decision decision) {
                    Batch.this.decided(place, index, decision);
                }

                @Override
                public void failed(Failure failure) {
                    Batch.this.failed(failure);
                }
            };
        }

        private synchronized void decided(int place, long index, Decision decision) {
            decisions.set(place, decision);
            logIndex = Math.max(logIndex, index);
            oneLess();
        }

        private synchronized void failed(Failure failure) {
            if (failure.isRetrySafe()) {
                notAppended++;
            } else {
                unknown = true;
            }
            oneLess();
        }

        /** When some of a group is decided and some is not, all of it counts as unknown. */
        private void oneLess() {
            missing--;
            if (missing > 0) {
                return;
            }
            Outcomes outcomes = new Outcomes.Decided(logIndex, decisions);
            if (unknown || (notAppended > 0 && notAppended < decisions.size())) {
                outcomes = new Outcomes.Unknown();
            } else if (notAppended > 0) {
                outcomes = new Outcomes.NotLeading();
            }
            response.send(OutcomesCodec.encode(outcomes));
        }
    }
}
