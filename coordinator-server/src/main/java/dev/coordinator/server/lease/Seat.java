package dev.coordinator.server.lease;

import java.util.Optional;

/**
 * What a pool remembers of one instance.
 *
 * <p>Times are kept as bare milliseconds, for there may be millions of seats and a renewal touches nothing else.
 */
final class Seat {

    private final Pool pool;
    private final InstanceId id;
    private final Runs runs = new Runs();
    private final Losses losses = new Losses();
    private Profile profile = Profile.PLAIN;
    private Handle handle = Handle.NONE;
    private long seq;
    private long lastSeenMillis;
    private long toldNextMillis;
    private long liveSinceMillis;
    private long yieldsUntilMillis;
    private long alarmedEpoch;
    private Presence presence = Presence.LOST;

    Seat(Pool pool, InstanceId id) {
        this.pool = pool;
        this.id = id;
    }

    static Seat from(Pool pool, SeatImage image) {
        Seat seat = new Seat(pool, image.id());
        seat.runs.restore(image.incarnation(), image.superseded(), image.contenders());
        seat.losses.restore(image.lossesMillis());
        seat.profile = image.profile();
        seat.handle = image.handle();
        seat.seq = image.seq();
        seat.lastSeenMillis = image.lastSeenMillis();
        seat.toldNextMillis = image.toldNextMillis();
        seat.liveSinceMillis = image.liveSinceMillis();
        seat.yieldsUntilMillis = image.yieldsUntilMillis();
        seat.alarmedEpoch = image.alarmedEpoch();
        seat.presence = image.presence();
        return seat;
    }

    SeatImage image() {
        return new SeatImage(
                id,
                runs.current(),
                runs.superseded(),
                runs.contenders(),
                losses.toList(),
                profile,
                handle,
                seq,
                lastSeenMillis,
                toldNextMillis,
                liveSinceMillis,
                yieldsUntilMillis,
                alarmedEpoch,
                presence);
    }

    /** The instance was heard of, and is overdue no more. */
    void seen(ClusterTime now) {
        lastSeenMillis = now.millis();
        toldNextMillis = Math.max(toldNextMillis, now.millis());
        if (presence != Presence.LIVE) {
            presence = Presence.LIVE;
            liveSinceMillis = now.millis();
        }
    }

    /** Goes from live to lost when its time is over. */
    void settle(ClusterTime now) {
        if (presence == Presence.LIVE && !lostAt().isAfter(now)) {
            presence = Presence.LOST;
            losses.add(lostAt(), pool.settings().flapWindowMillis());
        }
    }

    /** When it changes by itself: is lost, or is forgotten. */
    ClusterTime due() {
        return presence == Presence.LIVE ? lostAt() : forgottenAt();
    }

    private ClusterTime lostAt() {
        return new ClusterTime(lastSeenMillis).plusMillis(pool.settings().leaseTtlMillis());
    }

    ClusterTime forgottenAt() {
        return new ClusterTime(lastSeenMillis).plusMillis(pool.settings().retentionMillis());
    }

    void depart(ClusterTime now) {
        lastSeenMillis = now.millis();
        presence = Presence.LEFT;
        handle = Handle.NONE;
    }

    void told(ClusterTime now, NextCheckIn next) {
        toldNextMillis = now.millis() + next.millis();
    }

    void yieldUntil(ClusterTime until) {
        yieldsUntilMillis = until.millis();
    }

    void applied(long newSeq) {
        seq = newSeq;
    }

    void report(Profile newProfile) {
        if (!newProfile.equals(profile)) {
            profile = newProfile;
        }
    }

    void reachedBy(Handle newHandle) {
        handle = newHandle;
    }

    /** Whether this claim of a foreign epoch is news. */
    boolean alarms(long claimed) {
        boolean news = alarmedEpoch != claimed;
        alarmedEpoch = claimed;
        return news;
    }

    boolean isLive() {
        return presence == Presence.LIVE;
    }

    boolean hasLeft() {
        return presence == Presence.LEFT;
    }

    /** Live, and not more than half an interval past the next check-in it was told. */
    boolean isFresh(ClusterTime now) {
        return isLive() && staleAt().isAfter(now);
    }

    /** The first moment at which it is not fresh any more, unless it is heard of. */
    ClusterTime staleAt() {
        return new ClusterTime(toldNextMillis + pool.settings().freshnessMillis() + 1);
    }

    boolean isYielding(ClusterTime now) {
        return now.millis() < yieldsUntilMillis;
    }

    /** Whether it passes the filter of every choice. */
    boolean isEligible() {
        return isLive() && profile.electable();
    }

    Optional<Occupant> occupant() {
        return Optional.of(new Occupant(runs.current(), profile.address()));
    }

    ClusterTime lastSeen() {
        return new ClusterTime(lastSeenMillis);
    }

    ClusterTime liveSince() {
        return new ClusterTime(liveSinceMillis);
    }

    int recentLosses(ClusterTime now) {
        return losses.within(now, pool.settings().flapWindowMillis());
    }

    Pool pool() {
        return pool;
    }

    InstanceId id() {
        return id;
    }

    Runs runs() {
        return runs;
    }

    Incarnation incarnation() {
        return runs.current();
    }

    Profile profile() {
        return profile;
    }

    Handle handle() {
        return handle;
    }

    long seq() {
        return seq;
    }
}
