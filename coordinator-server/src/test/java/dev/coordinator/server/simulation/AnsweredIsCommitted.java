package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;

/** S4: what is answered was committed and applied before, and is what the log says of that command. */
final class AnsweredIsCommitted implements Rule {

    private final Ledger ledger;

    AnsweredIsCommitted(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A command is answered, as the decision of that entry. */
    void check(long index, Command command, Decision decision) {
        String pool = Telling.pool(command, ledger.latest());
        if (index < 1 || index > ledger.size()) {
            throw broken(pool, "answered before it was committed: " + command);
        }
        Committed entry = ledger.at(index);
        for (int i = 0; i < entry.decisions().size(); i++) {
            if (entry.decisions().get(i).equals(decision)
                    && entry.group().commands().get(i).equals(command)) {
                return;
            }
        }
        throw broken(pool, "entry " + index + " says nothing of " + command + " answered " + decision);
    }
}
