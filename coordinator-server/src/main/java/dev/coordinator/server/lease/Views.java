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
        for (Seat seat : pool.seats()) {
            live += seat.isLive() ? 1 : 0;
            successors += seat.isEligible() && !pool.isHeldBy(seat) ? 1 : 0;
        }
        return new PoolView(
                pool.name(),
                pool.tenure(),
                primary(pool),
                pool.held().map(held -> held.deadline().millisSince(now)).orElse(0L),
                pool.settings(),
                pool.seats().size(),
                live,
                successors,
                new Ranking(now).nextInLine(pool),
                pool.lastChange());
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
                seat.recentLosses(now));
    }

    private static Role role(Seat seat) {
        Pool pool = seat.pool();
        if (pool.isHeldBy(seat)) {
            return pool.tenure() instanceof Tenure.Draining ? Role.DRAINING : Role.PRIMARY;
        }
        return seat.profile().electable() ? Role.STANDBY : Role.UNELECTABLE;
    }
}
