package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Contender;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.Presence;
import dev.coordinator.server.lease.SeatImage;

/**
 * An occupied seat goes to another run only when that run echoes the nonce it was given, or names the occupant as dead; and
 * the lease of the old run doesn't go with it.
 */
final class SeatsAreNotInherited implements Invariant {

    @Override
    public void check(Step step) {
        for (PoolImage pool : step.after().pools()) {
            for (SeatImage seat : pool.seats()) {
                Step.seat(step.before(), pool.name(), seat.id())
                        .filter(before -> !before.incarnation().equals(seat.incarnation()))
                        .filter(before -> !before.incarnation().isBare() && before.presence() != Presence.LEFT)
                        .ifPresent(before -> checkTaken(step, pool, before, seat));
            }
        }
    }

    private void checkTaken(Step step, PoolImage pool, SeatImage before, SeatImage after) {
        boolean proven = step.heard()
                .map(Step.Heard::command)
                .filter(Command.CheckIn.class::isInstance)
                .map(Command.CheckIn.class::cast)
                .filter(in -> in.incarnation().equals(after.incarnation())
                        && (in.supersedes().contains(before.incarnation())
                                || before.contenders().contains(new Contender(in.incarnation(), in.nonce()))))
                .isPresent();
        require(
                proven,
                pool.name(),
                "run " + after.incarnation() + " takes the seat of " + after.id() + " from run " + before.incarnation()
                        + " and has not proven itself");
    }
}
