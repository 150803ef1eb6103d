package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;

/**
 * S2: each epoch granted is above every one before, in the whole cluster and in those it was recovered from, and the cluster
 * knows the highest.
 */
final class EpochsOnlyRise implements Invariant {

    private long highest;

    @Override
    public void recovered(Recovered how) {
        long lastEpoch = how.begun().lastEpoch();
        if (lastEpoch < highest) {
            throw broken("a recovery goes on after epoch " + lastEpoch + ", and " + highest + " was granted");
        }
        highest = lastEpoch;
    }

    @Override
    public void check(Step step) {
        for (Change change : step.changes()) {
            if (change.kind() == ChangeKind.GRANTED) {
                require(
                        change.epoch() > highest,
                        change.pool(),
                        "epoch " + change.epoch() + " is granted after " + highest);
                highest = change.epoch();
            }
        }
        if (step.after().lastEpoch() != highest) {
            throw broken("the last epoch is " + step.after().lastEpoch() + ", not " + highest);
        }
    }
}
