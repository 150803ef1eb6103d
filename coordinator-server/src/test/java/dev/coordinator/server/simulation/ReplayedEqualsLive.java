package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.LeaseMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** S8: a log again, from its start and from a snapshot in its midst, gives the same decisions, changes and bytes. */
final class ReplayedEqualsLive implements Rule {

    /**
     * Replays it.
     *
     * @param origin the state that the log begins with; {@code live} is the one that it has come to
     * @return how many commands were decided again after the snapshot
     */
    long check(byte[] origin, List<Committed> entries, byte[] live) {
        LeaseMachine again = LeaseMachine.from(Ledger.read(origin));
        LeaseMachine fromSnapshot = again;
        long decided = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (i == entries.size() / 2) {
                fromSnapshot = LeaseMachine.from(Ledger.read(Ledger.bytes(again.image())));
            }
            replay(again, entries.get(i), i + 1);
            if (fromSnapshot != again) {
                replay(fromSnapshot, entries.get(i), i + 1);
                decided += entries.get(i).decisions().size();
            }
        }
        if (!Arrays.equals(live, Ledger.bytes(again.image()))
                || !Arrays.equals(live, Ledger.bytes(fromSnapshot.image()))) {
            throw broken("the log again gives another state");
        }
        return decided;
    }

    private void replay(LeaseMachine state, Committed entry, int index) {
        if (entry.entry().saysNothing()) {
            return;
        }
        List<Change> changes = new ArrayList<>();
        List<Decision> decisions =
                state.apply(entry.group().stamp(), entry.group().commands(), changes::add);
        if (!decisions.equals(entry.decisions()) || !changes.equals(entry.changes())) {
            throw broken("entry " + index + " again gives other decisions");
        }
    }
}
