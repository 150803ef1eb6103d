package dev.coordinator.server.lease;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs the choice of a primary on the present state, as if the primary had just died. Changes nothing. */
final class Forecast {

    /** Ticks run at least once a second while one is pending, and the next in line are called to the deadline. */
    private static final long TICK_MILLIS = 1000;

    private final Pool pool;
    private final ClusterTime now;
    private final Ranking ranking;

    Forecast(Pool pool, ClusterTime now) {
        this.pool = pool;
        this.now = now;
        this.ranking = new Ranking(pool, now);
    }

    Explanation explain() {
        Optional<InstanceId> holder = pool.held().map(held -> held.reign().primary());
        Optional<Seat> next = next(holder);
        Explanation.Obstacle obstacle = obstacle(next);
        return new Explanation(
                Views.pool(pool, now),
                next.map(Seat::id),
                obstacle == Explanation.Obstacle.NONE ? worstCase(next.orElseThrow()) : OptionalLong.empty(),
                obstacle,
                handoverTo(),
                ranking.explainWithout(holder, next, Explanation.MOST_CANDIDATES));
    }

    /** Whoever is awaited already, or comes first among those that may take the lease; the stale come last. */
    private Optional<Seat> next(Optional<InstanceId> holder) {
        if (pool.tenure() instanceof Tenure.Designated designated) {
            return pool.seat(designated.instance());
        }
        return pool.seats().stream()
                .filter(seat -> ranking.mayTake(seat)
                        && holder.filter(seat.id()::equals).isEmpty())
                .min(Comparator.comparing((Seat seat) -> !seat.isFresh(now)).thenComparing(ranking));
    }

    /** A drain that runs goes on for the one it is for. */
    private Optional<InstanceId> handoverTo() {
        Optional<InstanceId> settled =
                pool.tenure() instanceof Tenure.Draining draining ? draining.successor() : Optional.empty();
        return pool.held().isEmpty()
                ? Optional.empty()
                : settled.or(() -> ranking.bestOther().map(Seat::id));
    }

    private Explanation.Obstacle obstacle(Optional<Seat> next) {
        if ((pool.tenure() instanceof Tenure.Bootstrapping || willBootstrap())
                && pool.settings().bootstrapWaitMillis() == 0) {
            return Explanation.Obstacle.BOOTSTRAPPING;
        }
        if (next.isPresent()) {
            return Explanation.Obstacle.NONE;
        }
        return pool.pause().isPresent() ? Explanation.Obstacle.PAUSED : Explanation.Obstacle.NO_CANDIDATE;
    }

    private OptionalLong worstCase(Seat next) {
        long interval = pool.settings().checkInIntervalMillis();
        boolean calledToTheDeadline = pool.held().isPresent() && next.isFresh(now);
        long coming = calledToTheDeadline ? Math.min(TICK_MILLIS, interval) : interval + interval / 10;
        return OptionalLong.of(untilFree() + coming);
    }

    /** Whether too few candidates are there for the first grant after a quiet time or a tombstone. */
    private boolean willBootstrap() {
        boolean waits = pool.tenure() instanceof Tenure.Quiet || pool.tenure() instanceof Tenure.Deleted;
        return waits
                && pool.lastPrimary().isEmpty()
                && pool.seats().stream().filter(Seat::isEligible).count()
                        < pool.settings().minCandidates();
    }

    /** How long until the lease may be granted at all. */
    private long untilFree() {
        ClusterTime free = now;
        if (pool.held().isPresent()) {
            free = pool.leaseDeadline();
        } else if (!(pool.tenure() instanceof Tenure.Vacant) && !(pool.tenure() instanceof Tenure.Designated)) {
            free = pool.tenureDue().plusMillis(willBootstrap() ? pool.settings().bootstrapWaitMillis() : 0);
        }
        return Math.max(0, free.millisSince(now));
    }
}
