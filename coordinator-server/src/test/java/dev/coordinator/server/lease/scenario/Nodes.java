package dev.coordinator.server.lease.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.Recovery;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.lease.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * The cluster that plays a story. Three nodes apply each entry: one plainly; one that is restarted from an image before
 * each; one that is given empty entries of the same stamp in between. They must agree in everything (S8).
 */
final class Nodes {

    private LeaseMachine steady = new LeaseMachine();
    private LeaseMachine busy = new LeaseMachine();
    private LeaseMachine restarted = new LeaseMachine();

    /** What an entry brought about. */
    record Outcome(List<Decision> decisions, List<Change> changes) {}

    Outcome apply(Entry entry) {
        restarted = LeaseMachine.from(restarted.image());
        LeaseMachine idle = LeaseMachine.from(steady.image());
        Outcome outcome = apply(steady, entry, 0);
        assertThat(apply(restarted, entry, 0)).isEqualTo(outcome);
        assertThat(apply(busy, entry, 2)).isEqualTo(outcome);
        StateImage image = steady.image();
        assertThat(restarted.image()).isEqualTo(image);
        assertThat(busy.image()).isEqualTo(image);
        assertThat(steady.nextDue().orElse(ClusterTime.NEVER)).isGreaterThan(steady.time());
        if (outcome.decisions().stream().allMatch(Decision.Refused.class::isInstance)) {
            idle.apply(entry.stamp(), List.of(), change -> {});
            assertThat(idle.image()).as("what is refused changes nothing").isEqualTo(image);
        }
        return outcome;
    }

    /** All nodes begin anew with what comes of {@code stored}; what is wrong with it, if nothing comes of it. */
    List<Violation> recover(StateImage stored, Recovery recovery) {
        Recovery.Outcome outcome = recovery.of(stored);
        assertThat(recovery.of(stored)).isEqualTo(outcome);
        if (outcome instanceof Recovery.Outcome.Recovered recovered) {
            steady = LeaseMachine.from(recovered.image());
            busy = LeaseMachine.from(recovered.image());
            restarted = LeaseMachine.from(recovered.image());
            return List.of();
        }
        return ((Recovery.Outcome.Refused) outcome).violations();
    }

    private static Outcome apply(LeaseMachine node, Entry entry, int emptyEntries) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < emptyEntries; i++) {
            node.apply(entry.stamp(), List.of(), changes::add);
        }
        List<Decision> decisions = node.apply(entry.stamp(), entry.commands(), changes::add);
        for (int i = 0; i < emptyEntries; i++) {
            node.apply(entry.stamp(), List.of(), changes::add);
        }
        return new Outcome(decisions, changes);
    }

    /** Any of them: they agree. */
    LeaseMachine any() {
        return steady;
    }
}
