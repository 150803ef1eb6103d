package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import java.util.HashMap;
import java.util.Map;

/** A sequence number that is lower than or equal to one applied is never applied again, for as long as the seat is remembered†. */
final class StaleSequencesChangeNothing implements Invariant {

    private final Map<Step.Run, Long> applied = new HashMap<>();

    @Override
    public void check(Step step) {
        // What a forgotten seat knew of its runs goes with it.
        if (step.forgetsSeats()) {
            applied.keySet()
                    .removeIf(run ->
                            Step.seat(step.after(), run.pool(), run.instance()).isEmpty());
        }
        step.speaker().filter(speaker -> !speaker.incarnation().isBare()).ifPresent(speaker -> {
            Step.Run run = speaker.run();
            if (isApplied(step)) {
                long last = applied.getOrDefault(run, 0L);
                require(
                        speaker.seq() > last,
                        run.pool(),
                        () -> run + ": seq " + speaker.seq() + " counts after " + last);
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
