package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.PoolView;
import java.util.List;

/**
 * A linearizable read shows a state that is at least as new as every decision that was answered, and every state that was
 * read, before it began; and it shows the state of the very entry that it names.
 */
final class ReadsSeeWhatWasAnswered implements Rule {

    private final Ledger ledger;

    ReadsSeeWhatWasAnswered(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A read begins; the answer is what it must not be older than. */
    long begins() {
        return ledger.answeredUpTo();
    }

    void answered(String by, long began, long logIndex, List<PoolView> read) {
        if (logIndex < began) {
            throw broken(by + " reads the state at entry " + logIndex + ", and entry " + began
                    + " was answered before the read began");
        }
        if (logIndex > ledger.size() || !ledger.at(logIndex).view().equals(read)) {
            throw broken(by + " reads another state than that of entry " + logIndex);
        }
        ledger.read(logIndex);
    }
}
