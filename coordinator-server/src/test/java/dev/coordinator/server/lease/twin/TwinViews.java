package dev.coordinator.server.lease.twin;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.AppointmentView;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.InstanceView;
import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.lease.PrimaryView;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.Suspension;
import dev.coordinator.server.lease.twin.TwinPool.Life;
import java.util.Optional;
import java.util.OptionalLong;

/** What readers see. */
final class TwinViews {

    private TwinViews() {}

    static Optional<PrimaryView> primary(TwinPool pool) {
        if (!pool.isLeased()) {
            return Optional.empty();
        }
        Profile profile = pool.seat(pool.who)
                .filter(seat -> seat.run.equals(pool.run))
                .map(seat -> seat.profile)
                .orElse(Profile.PLAIN);
        return Optional.of(new PrimaryView(
                pool.who, new Epoch(pool.epoch), pool.sinceWall, profile.address(), profile.labels(), pool.confirmed));
    }

    static PoolView pool(TwinPool pool, long now) {
        int live = 0;
        int successors = 0;
        int losses = 0;
        for (TwinSeat seat : pool.seats) {
            live += seat.live ? 1 : 0;
            successors += seat.eligible() && !pool.isHeldUnder(seat.id) ? 1 : 0;
            losses += TwinChoice.recentLosses(pool, seat, now);
        }
        boolean timed = pool.life == Life.DRAINING && pool.callOffAt != TwinPool.NEVER;
        boolean grantsNothing = pool.life == Life.QUIET || pool.life == Life.DELETED;
        return new PoolView(
                pool.name,
                pool.tenure(),
                primary(pool),
                pool.isLeased() ? pool.deadline - now : 0,
                grantsNothing ? pool.deadline - now : 0,
                timed ? pool.callOffAt - now : 0,
                pool.target(),
                pool.pause.map(pause -> suspension(pause.actor(), pause.sinceWallMillis(), pause.until(), now)),
                pool.appointment.map(each -> new AppointmentView(
                        each.to(),
                        each.atWallMillis(),
                        each.sinceWallMillis(),
                        each.due().millis() - now,
                        each.actor())),
                pool.settings(),
                pool.seats.size(),
                live,
                successors,
                losses,
                TwinChoice.nextInLine(pool, now),
                pool.alarms,
                pool.lastChange);
    }

    private static Suspension suspension(Actor actor, long wall, ClusterTime until, long now) {
        boolean ends = !until.equals(ClusterTime.NEVER);
        return new Suspension(actor, wall, ends ? OptionalLong.of(until.millis() - now) : OptionalLong.empty());
    }

    static InstanceView instance(TwinPool pool, TwinSeat seat, long now) {
        Role role = seat.profile.electable() && seat.cordon.isEmpty() ? Role.STANDBY : Role.UNELECTABLE;
        if (pool.isHeldBy(seat)) {
            role = pool.life == Life.DRAINING ? Role.DRAINING : Role.PRIMARY;
        }
        return new InstanceView(
                seat.id,
                role,
                seat.live,
                TwinChoice.isFresh(pool, seat, now),
                seat.left,
                seat.profile,
                seat.run,
                seat.seq,
                now - seat.heardAt,
                seat.live ? now - seat.liveSince : 0,
                TwinChoice.recentLosses(pool, seat, now),
                seat.cordon.map(cordon -> suspension(cordon.actor(), cordon.sinceWallMillis(), cordon.until(), now)),
                seat.dispute,
                seat.eviction.filter(each -> seat.isEvicted()));
    }
}
