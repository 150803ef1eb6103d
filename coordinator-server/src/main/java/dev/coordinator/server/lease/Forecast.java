package dev.coordinator.server.lease;

import java.util.Optional;
import java.util.OptionalLong;

/** Says what would come of a pool if its primary had just died, by playing that on a copy. Changes nothing. */
final class Forecast {

    /** Ticks run at least once a second while one is pending, and the next in line are called to the deadline. */
    private static final long TICK_MILLIS = 1000;

    private final Pool pool;
    private final ClusterTime now;
    private final long wallMillis;

    /**
     * Of a pool as it is.
     *
     * @param wallMillis the wall clock at {@code now}, which goes on as cluster time does
     */
    Forecast(Pool pool, ClusterTime now, long wallMillis) {
        this.pool = pool;
        this.now = now;
        this.wallMillis = wallMillis;
    }

    Explanation explain() {
        Sequel sequel = sequel();
        Optional<InstanceId> next = sequel.next();
        return new Explanation(
                Views.pool(pool, now),
                next,
                next.map(id -> worstCase(sequel, pool.seat(id).orElseThrow())).orElseGet(OptionalLong::empty),
                next.isPresent() ? Explanation.Obstacle.NONE : sequel.obstacle(),
                sequel.delayMillis(),
                sequel.delayedBy(),
                handoverTo(),
                sequel.candidates(),
                sequel.course());
    }

    /** Who is overdue may be dead; only where nobody else ever follows it counts on the overdue. */
    private Sequel sequel() {
        Sequel sequel = new Sequel(pool, now, wallMillis, seat -> seat.isFresh(now));
        return sequel.next().isPresent() ? sequel : new Sequel(pool, now, wallMillis, Seat::isLive);
    }

    /** A drain that runs goes on for the one it is for. */
    private Optional<InstanceId> handoverTo() {
        Optional<InstanceId> settled =
                pool.tenure() instanceof Tenure.Draining draining ? draining.successor() : Optional.empty();
        return pool.held().isEmpty()
                ? Optional.empty()
                : settled.or(() -> new Ranking(pool, now).bestOther().map(Seat::id));
    }

    /** Until it is chosen, and from then on until it comes. */
    private OptionalLong worstCase(Sequel sequel, Seat next) {
        long interval = pool.settings().checkInIntervalMillis();
        ClusterTime chosen = sequel.end();
        ClusterTime latest = sequel.isCalledToTheEnd(next.id()) && comesBefore(next, chosen)
                ? chosen.plusMillis(Math.min(TICK_MILLIS, interval))
                : ClusterTime.later(chosen.plusMillis(Pacing.longest(interval)), comesBy(next));
        return OptionalLong.of(latest.millisSince(now));
    }

    /** Whether it comes before {@code end}, and is called to it then if it is in line, or is called to it already. */
    private boolean comesBefore(Seat seat, ClusterTime end) {
        return seat.isFresh(now)
                && (!comesBy(seat).isAfter(end) || seat.toldNext().equals(end));
    }

    /** What it was told may have been spread by a tenth. */
    private static ClusterTime comesBy(Seat seat) {
        return seat.toldNext().plusMillis(seat.toldNext().millisSince(seat.lastSeen()) / 10);
    }
}
