package dev.coordinator.server.simulation;

/** A refused request changes nothing. */
final class RefusalsChangeNothing implements Invariant {

    @Override
    public void check(Step step) {
        if (step.isRefused()
                && !(step.before().equals(step.after()) && step.changes().isEmpty())) {
            throw broken(
                    step.speaker().map(speaker -> speaker.pool().value()).orElse(""),
                    step.heard().orElseThrow() + " changed something");
        }
    }
}
