package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import dev.coordinator.server.replication.AppendFailure;
import dev.coordinator.server.replication.Proposal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Entries of this process that are on their way.
 *
 * <p>Each is settled once: handed to the consumer, or failed. The library loses a closure on some of its error paths;
 * what it lost is failed when the node closes, so no proposer waits for ever.
 */
final class PendingEntries {

    private final Set<Pending> unsettled = ConcurrentHashMap.newKeySet();
    private final Fault fault;

    PendingEntries(Fault fault) {
        this.fault = fault;
    }

    Pending add(Proposal proposal) {
        Pending pending = new Pending(proposal);
        unsettled.add(pending);
        return pending;
    }

    void failAll(AppendFailure failure) {
        List.copyOf(unsettled).forEach(pending -> pending.fail(failure));
    }

    /** One entry, and what the library calls when it fails. */
    final class Pending implements Closure {

        private final Proposal proposal;

        private Pending(Proposal proposal) {
            this.proposal = proposal;
        }

        /** The proposal, if its proposer still waits for it. */
        Optional<Proposal> handOver() {
            return unsettled.remove(this) ? Optional.of(proposal) : Optional.empty();
        }

        void fail(AppendFailure failure) {
            if (!unsettled.remove(this)) {
                return;
            }
            try {
                proposal.failed(failure);
            } catch (RuntimeException broken) {
                fault.raise("a proposer failed to hear that its entry failed", broken);
            }
        }

        @Override
        public void run(Status status) {
            fail(AppendFailures.of(status));
        }
    }
}
