package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Tenure;

/** An epoch that is claimed and is not the claimer's own is never answered to it. */
final class ForeignEpochsAreNotAdopted implements Invariant {

    @Override
    public void check(Step step) {
        if (step.answer().isEmpty() || !(step.speaker().orElseThrow().holding() instanceof Holding.Claim claim)) {
            return;
        }
        Step.Speaker speaker = step.speaker().orElseThrow();
        Decision.Answer answer = step.answer().get();
        Tenure.Held held = Step.held(step.before(), speaker.pool()).orElse(null);
        boolean isOwn = held != null
                && held.reign().epoch().number() == claim.number()
                && held.reign().primary().equals(speaker.instance())
                && held.reign().incarnation().equals(speaker.incarnation());
        long given = answer.grip().epoch().map(Epoch::number).orElse(0L);
        require(
                isOwn || given != claim.number(),
                speaker.pool(),
                () -> speaker.instance() + " claims epoch " + given + ", which is not its own, and is given it");
    }
}
