package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Decision;
import java.util.HashMap;
import java.util.Map;

/**
 * A handle and a nonce stand for one run of one instance for ever, whatever is lost; and no handle outlives its cluster, for
 * after a recovery everything is to be said anew.
 */
final class NumbersAreNeverGivenTwice implements Invariant {

    private final Map<Long, Given> handles = new HashMap<>();
    private final Map<Long, Step.Run> nonces = new HashMap<>();
    private int cluster;

    private record Given(Step.Run to, int cluster) {}

    @Override
    public void recovered(Recovered how) {
        cluster++;
    }

    @Override
    public void check(Step step) {
        step.answer().ifPresent(answer -> check(step.speaker().orElseThrow().run(), answer));
    }

    private void check(Step.Run run, Decision.Answer answer) {
        if (!answer.handle().isNone()) {
            Given given = new Given(run, cluster);
            Given before = handles.putIfAbsent(answer.handle().number(), given);
            require(
                    before == null || before.equals(given),
                    run.pool(),
                    () -> "handle " + answer.handle().number() + " stands for " + given + ", and stood for " + before);
        }
        if (answer.nonce() != 0) {
            Step.Run before = nonces.putIfAbsent(answer.nonce(), run);
            require(
                    before == null || before.equals(run),
                    run.pool(),
                    () -> "nonce " + answer.nonce() + " is given to " + run + ", and was to " + before);
        }
    }
}
