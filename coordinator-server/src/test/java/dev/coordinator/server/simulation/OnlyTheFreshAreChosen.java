package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.Presence;
import dev.coordinator.server.lease.SeatImage;

/** Who is designated is electable, not cordoned, live, and not more than half an interval past the check-in it was told. */
final class OnlyTheFreshAreChosen implements Invariant {

    @Override
    public void check(Step step) {
        step.changes(ChangeKind.DESIGNATED).forEach(change -> {
            PoolImage pool = Step.pool(step.after(), change.pool()).orElseThrow();
            require(
                    Step.seat(pool, change.to().orElseThrow())
                            .filter(seat -> mayBeChosen(pool, seat, step.now()))
                            .isPresent(),
                    pool.name(),
                    change.to().orElseThrow() + " is designated, and is not fresh and electable");
        });
    }

    static boolean mayBeChosen(PoolImage pool, SeatImage seat, ClusterTime now) {
        long grace = pool.set().effective().checkInIntervalMillis() / 2;
        return isEligible(pool, seat, now) && now.millis() <= seat.toldNextMillis() + grace;
    }

    /** Fresh or not. */
    static boolean isEligible(PoolImage pool, SeatImage seat, ClusterTime now) {
        return seat.profile().electable()
                && seat.cordon().isEmpty()
                && seat.presence() == Presence.LIVE
                && seat.lastSeenMillis() + pool.set().effective().leaseTtlMillis() > now.millis();
    }
}
