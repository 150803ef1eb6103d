package dev.coordinator.server.lease;

import java.util.List;

/**
 * When an instance is asked to check in next: the server's lever for a quick failover of polling clients.
 *
 * <p>The two next in line are called to the deadline of an overdue or draining primary, those that something waits for at
 * once, a handover's parties every second at least; all others keep to the interval, so there is no herd.
 */
final class Pacing {

    private static final long HANDOVER_MILLIS = 1000;

    private Pacing() {}

    /** For one that nothing waits for. */
    static NextCheckIn unhurried(Pool pool) {
        return NextCheckIn.spread(pool.settings().checkInIntervalMillis());
    }

    static NextCheckIn next(Pool pool, Seat seat, ClusterTime now) {
        long interval = pool.settings().checkInIntervalMillis();
        if (pool.tenure() instanceof Tenure.Designated designated
                && designated.instance().equals(seat.id())) {
            return NextCheckIn.exactly(NextCheckIn.FLOOR_MILLIS);
        }
        if (pool.tenure() instanceof Tenure.Draining draining && isPartyOf(draining, pool, seat)) {
            return NextCheckIn.exactly(Math.min(interval / 10, HANDOVER_MILLIS));
        }
        return pool.held()
                .filter(held -> !pool.isHeldBy(seat) && isAwaitedAtDeadline(pool, held, seat, now))
                .map(held -> untilDeadline(held, now, interval))
                .orElse(NextCheckIn.spread(interval));
    }

    private static boolean isPartyOf(Tenure.Draining draining, Pool pool, Seat seat) {
        return pool.isHeldBy(seat)
                || draining.successor().filter(seat.id()::equals).isPresent();
    }

    /** Exactly, if a check-in that keeps to the interval might come after the deadline by its jitter of 10 %. */
    private static NextCheckIn untilDeadline(Tenure.Held held, ClusterTime now, long interval) {
        long left = held.deadline().millisSince(now);
        return left <= longest(interval) ? NextCheckIn.exactly(left) : NextCheckIn.spread(interval);
    }

    /** The longest time between two check-ins that keep to the interval, spread as it is. */
    static long longest(long intervalMillis) {
        return intervalMillis + intervalMillis / 10;
    }

    /** Who but the holder is called to the deadline when it checks in now, if it might come after it otherwise. */
    static List<InstanceId> calledToTheDeadline(Pool pool, ClusterTime now) {
        return pool.held().filter(held -> isEnding(pool, held, now)).isPresent()
                ? new Ranking(pool, now).nextInLine()
                : List.of();
    }

    private static boolean isAwaitedAtDeadline(Pool pool, Tenure.Held held, Seat seat, ClusterTime now) {
        return isEnding(pool, held, now)
                && (held.reign().primary().equals(seat.id())
                        || new Ranking(pool, now).nextInLine().contains(seat.id()));
    }

    private static boolean isEnding(Pool pool, Tenure.Held held, ClusterTime now) {
        return pool.tenure() instanceof Tenure.Draining || isOverdue(pool, held.reign(), now);
    }

    /** A holder that another run has replaced can't renew any more. */
    private static boolean isOverdue(Pool pool, Reign reign, ClusterTime now) {
        return pool.seat(reign.primary())
                .map(holder -> !holder.isFresh(now) || !holder.incarnation().equals(reign.incarnation()))
                .orElse(true);
    }
}
