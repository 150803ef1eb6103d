package dev.coordinator.client;

import java.util.Optional;

/** What any thread may see of a membership: replaced as a whole. */
record View(Optional<Standing.Holding> held, MemberStatus status, boolean seated) {

    static final View INITIAL = new View(Optional.empty(), MemberStatus.UNKNOWN, false);

    /** The lease, if it still goes on at this moment. */
    Optional<Standing.Holding> heldAt(Moment now) {
        return held.filter(holding -> !now.isPast(holding.end()));
    }

    /** Whether an application may still be started for this epoch. */
    boolean isWorthStarting(Epoch epoch, Moment now) {
        return heldAt(now)
                .filter(holding -> holding.epoch().equals(epoch) && holding.wanted() == Standing.Wanted.STAY)
                .isPresent();
    }
}
