package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import java.util.HashMap;
import java.util.Map;

/** A sequence number that is lower than or equal to one applied is never applied again†. */
final class StaleSequencesChangeNothing implements Invariant {

    private final Map<Step.Run, Long> applied = new HashMap<>();

    @Override
    public void check(Step step) {
        step.speaker().filter(speaker -> !speaker.incarnation().isBare()).ifPresent(speaker -> {
            Step.Run run = speaker.run();
            if (Step.seat(step.before(), run.pool(), run.instance()).isEmpty()) {
                applied.remove(run);
            }
            if (isApplied(step)) {
                long last = applied.getOrDefault(run, 0L);
                require(speaker.seq() > last, run.pool(), run + ": seq " + speaker.seq() + " counts after " + last);
                applied.put(run, speaker.seq());
            }
        });
    }

    private static boolean isApplied(Step step) {
        Decision decision = step.heard().orElseThrow().decision();
        if (decision instanceof Decision.Departed departed) {
            return departed.ended().isPresent();
        }
        return decision instanceof Decision.Answer answer
                && answer.role() != Role.SUPERSEDED
                && answer.reason() != RoleReason.PROVE_INCARNATION;
    }
}
