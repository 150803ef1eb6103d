package dev.coordinator.server.lease;

import java.util.Optional;

/**
 * What a pool remembers of one instance.
 *
 * <p>Times are kept as bare milliseconds, for there may be millions of seats and a renewal touches nothing else.
 */
final class Seat {

    /** In place of the time since which it is eligible. */
    static final long NOT_ELIGIBLE = -1;

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
    private long eligibleSinceMillis = NOT_ELIGIBLE;
    private long yieldsUntilMillis;
    private long alarmedEpoch;
    private long forgottenEpoch;
    private Presence presence = Presence.LOST;
    private Optional<Cordon> cordon = Optional.empty();
    private Optional<Dispute> dispute = Optional.empty();
    private Optional<Eviction> eviction = Optional.empty();

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
        seat.eligibleSinceMillis = image.eligibleSinceMillis();
        seat.yieldsUntilMillis = image.yieldsUntilMillis();
        seat.alarmedEpoch = image.alarmedEpoch();
        seat.forgottenEpoch = image.forgottenEpoch();
        seat.presence = image.presence();
        seat.cordon = image.cordon();
        seat.dispute = image.dispute();
        seat.eviction = image.eviction();
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
                eligibleSinceMillis,
                yieldsUntilMillis,
                alarmedEpoch,
                forgottenEpoch,
                presence,
                cordon,
                dispute,
                eviction);
    }

    /** The instance was heard of, and is overdue no more. */
    void seen(ClusterTime now) {
        if (presence == Presence.LEFT) {
            eviction = eviction.filter(ended -> !ended.run().isBare());
        }
        lastSeenMillis = now.millis();
        toldNextMillis = Math.max(toldNextMillis, now.millis());
        if (presence != Presence.LIVE) {
            presence = Presence.LIVE;
            liveSinceMillis = now.millis();
        }
        noteEligibility(now);
    }

    /** To be called when it may have become eligible, or ceased to be. */
    private void noteEligibility(ClusterTime now) {
        if (!isEligible()) {
            eligibleSinceMillis = NOT_ELIGIBLE;
        } else if (eligibleSinceMillis == NOT_ELIGIBLE) {
            eligibleSinceMillis = now.millis();
        }
    }

    /** Goes from live to lost when its time is over. */
    void settle(ClusterTime now) {
        if (presence == Presence.LIVE && !lostAt().isAfter(now)) {
            presence = Presence.LOST;
            losses.add(lostAt(), pool.settings().flapWindowMillis());
            noteEligibility(now);
        }
    }

    /** When it changes by itself: is lost, is forgotten unless it is needed, or is no longer cordoned. */
    ClusterTime due(boolean needed) {
        ClusterTime cordonEnds = cordon.map(Cordon::until).orElse(ClusterTime.NEVER);
        if (presence == Presence.LIVE) {
            return ClusterTime.earlier(lostAt(), cordonEnds);
        }
        return needed || cordon.isPresent() ? cordonEnds : forgottenAt();
    }

    /** Whether nothing needs to be remembered of it any more. */
    boolean isForgotten(ClusterTime now) {
        return presence != Presence.LIVE && cordon.isEmpty() && !forgottenAt().isAfter(now);
    }

    /** From now on it must not be primary, or may be again, as far as operators go. */
    void cordon(ClusterTime now, Optional<Cordon> word) {
        cordon = word;
        noteEligibility(now);
    }

    /** A run that has lost the seat was heard of; whether that is news. */
    boolean disputes(Occupant other, long wallMillis) {
        boolean news = dispute.map(Dispute::other).filter(other::equals).isEmpty();
        if (news) {
            dispute = Optional.of(new Dispute(occupant(), other, wallMillis));
        }
        return news;
    }

    private ClusterTime lostAt() {
        return new ClusterTime(lastSeenMillis).plusMillis(pool.settings().leaseTtlMillis());
    }

    private ClusterTime forgottenAt() {
        ClusterTime evictedAt = eviction.map(Eviction::at).orElse(ClusterTime.ZERO);
        return ClusterTime.later(new ClusterTime(lastSeenMillis), evictedAt)
                .plusMillis(pool.settings().retentionMillis());
    }

    /** Its run has left by its own word. */
    void depart(ClusterTime now) {
        lastSeenMillis = now.millis();
        dismiss(now);
    }

    /** Its run is over. */
    void dismiss(ClusterTime now) {
        presence = Presence.LEFT;
        handle = Handle.NONE;
        noteEligibility(now);
    }

    /** The run that has it must not be primary, and doesn't go on once it holds nothing. */
    void evict(ClusterTime now, Eviction word) {
        eviction = Optional.of(word);
        noteEligibility(now);
    }

    void told(ClusterTime now, NextCheckIn next) {
        toldNextMillis = now.millis() + next.millis();
    }

    /** In a forecast: it comes on time from now on, for as long as there is time. */
    void keepsComing() {
        lastSeenMillis = Stamp.LIMIT_MILLIS;
        toldNextMillis = Stamp.LIMIT_MILLIS;
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

    /** Epochs up to this one may have been granted to it, though its pool's history doesn't say so. */
    void mayForget(long epoch) {
        forgottenEpoch = Math.max(forgottenEpoch, epoch);
    }

    boolean mayHaveForgotten(long epoch) {
        return epoch <= forgottenEpoch;
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

    /** When it was told to check in next. */
    ClusterTime toldNext() {
        return new ClusterTime(toldNextMillis);
    }

    ClusterTime yieldsUntil() {
        return new ClusterTime(yieldsUntilMillis);
    }

    boolean isYielding(ClusterTime now) {
        return now.millis() < yieldsUntilMillis;
    }

    /** Whether it passes the filter of every choice. */
    boolean isEligible() {
        return isLive() && profile.electable() && cordon.isEmpty() && !isEvicted();
    }

    /** When it will have been eligible for {@code millis}; never, if it isn't. */
    ClusterTime eligibleFor(long millis) {
        return eligibleSinceMillis == NOT_ELIGIBLE
                ? ClusterTime.NEVER
                : new ClusterTime(eligibleSinceMillis).plusMillis(millis);
    }

    /** How many check-ins it has missed, of those that it was told to make. */
    int missed(ClusterTime now) {
        long late = now.millis() - toldNextMillis;
        long missed = late < 0 ? 0 : 1 + late / pool.settings().checkInIntervalMillis();
        return (int) Math.min(Integer.MAX_VALUE, missed);
    }

    Occupant occupant() {
        return new Occupant(runs.current(), profile.address());
    }

    Optional<Cordon> cordon() {
        return cordon;
    }

    /** Whether an operator ended the run that has it. */
    boolean isEvicted() {
        return wasEvicted(incarnation());
    }

    /** Whether {@code run} is the one that an operator ended last. */
    boolean wasEvicted(Incarnation run) {
        return eviction.map(Eviction::run).filter(run::equals).isPresent();
    }

    /** Whether {@code run} is known never to have it again. */
    boolean isOver(Incarnation run) {
        return wasEvicted(run) || runs.isSuperseded(run);
    }

    /** By whose word the run that has it is over. */
    Optional<Eviction> eviction() {
        return eviction.filter(ended -> isEvicted());
    }

    Optional<Dispute> dispute() {
        return dispute;
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

    /** Whether time alone leaves its rank as it is between the two. */
    boolean ranksAlike(ClusterTime one, ClusterTime other) {
        return recentLosses(one) == recentLosses(other) && isYielding(one) == isYielding(other);
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
