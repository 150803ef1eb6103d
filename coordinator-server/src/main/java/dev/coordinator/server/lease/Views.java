package dev.coordinator.server.lease;

import java.util.Optional;

/** What readers see of the state. */
final class Views {

    private Views() {}

    static Optional<PrimaryView> primary(Pool pool) {
        return pool.held().map(held -> {
            Reign reign = held.reign();
            Profile profile = pool.seat(reign.primary())
                    .filter(seat -> seat.incarnation().equals(reign.incarnation()))
                    .map(Seat::profile)
                    .orElse(Profile.PLAIN);
            return new PrimaryView(
                    reign.primary(),
                    reign.epoch(),
                    reign.sinceWallMillis(),
                    profile.address(),
                    profile.labels(),
                    held.confirmed());
        });
    }

    static PoolView pool(Pool pool, ClusterTime now) {
        int live = 0;
        int successors = 0;
        int losses = 0;
        for (Seat seat : pool.seats()) {
            live += seat.isLive() ? 1 : 0;
            successors += seat.isEligible() && !pool.holds(seat.id()) ? 1 : 0;
            losses += seat.recentLosses(now);
        }
        return new PoolView(
                pool.name(),
                pool.tenure(),
                primary(pool),
                pool.held().map(held -> held.deadline().millisSince(now)).orElse(0L),
                grantsNothingFor(pool, now),
                callOffIn(pool, now),
                pool.target(),
                pool.pause().map(pause -> Suspension.of(pause, now)),
                pool.appointment().map(appointment -> AppointmentView.of(appointment, now)),
                pool.settings(),
                pool.seats().size(),
                live,
                successors,
                losses,
                new Ranking(pool, now).nextInLine(),
                pool.alarms(),
                pool.lastChange());
    }

    private static long grantsNothingFor(Pool pool, ClusterTime now) {
        boolean grantsNothing = pool.tenure() instanceof Tenure.Quiet || pool.tenure() instanceof Tenure.Deleted;
        return grantsNothing ? pool.tenureDue().millisSince(now) : 0;
    }

    /** The lease may end before that, when drains may take longer than it lasts. */
    private static long callOffIn(Pool pool, ClusterTime now) {
        return pool.tenure() instanceof Tenure.Draining draining
                        && !draining.callOffAt().equals(ClusterTime.NEVER)
                ? draining.callOffAt().millisSince(now)
                : 0;
    }

    static InstanceView instance(Seat seat, ClusterTime now) {
        return new InstanceView(
                seat.id(),
                role(seat),
                seat.isLive(),
                seat.isFresh(now),
                seat.hasLeft(),
                seat.profile(),
                seat.incarnation(),
                seat.seq(),
                now.millisSince(seat.lastSeen()),
                seat.isLive() ? now.millisSince(seat.liveSince()) : 0,
                seat.recentLosses(now),
                seat.cordon().map(cordon -> Suspension.of(cordon, now)),
                seat.dispute(),
                seat.eviction());
    }

    private static Role role(Seat seat) {
        Pool pool = seat.pool();
        if (pool.isHeldBy(seat)) {
            return pool.tenure() instanceof Tenure.Draining ? Role.DRAINING : Role.PRIMARY;
        }
        return seat.profile().electable() && seat.cordon().isEmpty() ? Role.STANDBY : Role.UNELECTABLE;
    }
}
