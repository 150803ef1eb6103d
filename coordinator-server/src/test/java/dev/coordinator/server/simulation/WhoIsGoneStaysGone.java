package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.StateImage;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A run that has left or lost its seat is SUPERSEDED for as long as the seat is remembered. */
final class WhoIsGoneStaysGone implements Invariant {

    private final Set<Step.Run> gone = new HashSet<>();

    @Override
    public void check(Step step) {
        step.speaker().filter(speaker -> gone.contains(speaker.run())).ifPresent(speaker -> {
            if (Step.seat(step.before(), speaker.pool(), speaker.instance()).isEmpty()) {
                gone.removeIf(run ->
                        run.pool().equals(speaker.pool()) && run.instance().equals(speaker.instance()));
            }
        });
        step.answer()
                .ifPresent(answer -> step.speaker()
                        .ifPresent(speaker -> require(
                                !gone.contains(speaker.run()) || answer.role() == Role.SUPERSEDED,
                                answer.pool(),
                                () -> speaker.run() + " was gone and is " + answer.role())));
        if (step.speaker().isPresent()) {
            remember(step);
        } else if (step.forgetsSeats()) {
            gone.removeIf(
                    run -> Step.seat(step.after(), run.pool(), run.instance()).isEmpty());
        }
    }

    private void remember(Step step) {
        step.speaker().filter(speaker -> !speaker.incarnation().isBare()).ifPresent(speaker -> {
            if (step.heard().orElseThrow().decision() instanceof Decision.Departed) {
                gone.add(speaker.run());
            }
            seat(step.before(), speaker)
                    .filter(before -> !before.incarnation().isBare())
                    .filter(before -> !seat(step.after(), speaker)
                            .map(SeatImage::incarnation)
                            .equals(Optional.of(before.incarnation())))
                    .ifPresent(
                            before -> gone.add(new Step.Run(speaker.pool(), speaker.instance(), before.incarnation())));
        });
    }

    private static Optional<SeatImage> seat(StateImage image, Step.Speaker speaker) {
        return Step.seat(image, speaker.pool(), speaker.instance());
    }
}
