package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What comes of a pool when its primary is silent from now on, those that come go on coming on time, and nobody says
 * anything: time does to a copy of the pool what it does to the pool, by the same rules, moment after moment, until somebody who
 * comes is chosen or nothing more can bring that about by itself.
 *
 * <p>Bounded: each moment at which something is due is a pass over the seats. After {@link #MOST_EXACT} of them those of
 * single seats are taken together, ever later and never earlier than they are due; there are {@link #MOST_MOMENTS} in all.
 */
final class Sequel {

    static final int MOST_EXACT = 64;
    static final int MOST_MOMENTS = 128;

    private static final long FIRST_GAP_MILLIS = 1000;

    private final Pool pool;
    private final Pools rules = new Pools(Limits.FIXED, ClusterTime.ZERO);
    private final Registry registry = new Registry();
    private final ClusterTime began;
    private final long wallMillis;
    private final Optional<InstanceId> silent;
    private final Set<InstanceId> coming = new HashSet<>();
    private final List<Explanation.Foretold> course = new ArrayList<>();
    private ClusterTime now;
    private long gapMillis = FIRST_GAP_MILLIS;
    private Optional<ClusterTime> callsSince = Optional.empty();
    private List<InstanceId> called = List.of();
    private Optional<ClusterTime> leaseEnded = Optional.empty();
    private Optional<ClusterTime> free = Optional.empty();
    private Explanation.Obstacle atFirst = Explanation.Obstacle.NONE;
    private List<Candidate> candidates = List.of();

    /**
     * Plays it.
     *
     * @param comes who goes on checking in on time; the primary doesn't
     */
    Sequel(Pool original, ClusterTime now, long wallMillis, Predicate<Seat> comes) {
        this.pool = Pool.from(original.image());
        this.began = now;
        this.now = now;
        this.wallMillis = wallMillis;
        this.silent = original.held().map(held -> held.reign().primary());
        original.seats().stream()
                .filter(comes)
                .map(Seat::id)
                .filter(id -> !original.holds(id))
                .forEach(coming::add);
        pool.seats().stream().filter(seat -> coming.contains(seat.id())).forEach(Seat::keepsComing);
        play();
    }

    private void play() {
        settle(now);
        for (int i = 0; i < MOST_MOMENTS && next().isEmpty(); i++) {
            ClusterTime due = nextDue(i >= MOST_EXACT);
            if (due.millis() >= Stamp.LIMIT_MILLIS) {
                return;
            }
            settle(ClusterTime.later(due, now.plusMillis(1)));
        }
    }

    private void settle(ClusterTime when) {
        now = when;
        boolean wasHeld = pool.held().isPresent();
        rules.settle(
                new Turn(now, wallMillis + now.millisSince(began), registry, this::foretell, Renewals.UNMEASURED),
                pool);
        if (wasHeld && pool.held().isEmpty()) {
            leaseEnded = Optional.of(now);
        }
        seeWhoIsCalled();
        seeWhoIsChosen();
    }

    private void foretell(Change change) {
        if (course.size() < Explanation.MOST_FORETOLD) {
            course.add(new Explanation.Foretold(now.millisSince(began), change));
        }
    }

    /** While the lease lasts everything counts; after that, what may bring somebody who comes. */
    private ClusterTime nextDue(boolean together) {
        boolean isHeld = pool.held().isPresent();
        ClusterTime ofSeats = ClusterTime.NEVER;
        for (Seat seat : pool.seats()) {
            if (isHeld || coming.contains(seat.id())) {
                ofSeats = ClusterTime.earlier(ofSeats, pool.due(seat));
            }
        }
        if (together) {
            ofSeats = ClusterTime.later(ofSeats, now.plusMillis(gapMillis));
            gapMillis = Math.min(2 * gapMillis, Stamp.LIMIT_MILLIS);
        }
        ClusterTime due = ClusterTime.earlier(pool.ownDue(now), ofSeats);
        return isHeld && callsBegin().isAfter(now) ? ClusterTime.earlier(due, callsBegin()) : due;
    }

    /** From then on everybody who comes before the deadline, comes for the last time before it. */
    private ClusterTime callsBegin() {
        long before = Pacing.longest(pool.settings().checkInIntervalMillis());
        return new ClusterTime(Math.max(0, pool.leaseDeadline().millis() - before));
    }

    /** Those count that are in line all the time, whenever they come. */
    private void seeWhoIsCalled() {
        if (pool.held().isEmpty() || callsBegin().isAfter(now)) {
            return;
        }
        List<InstanceId> line = Pacing.calledToTheDeadline(pool, now);
        called = callsSince.isEmpty()
                ? line
                : called.stream().filter(line::contains).toList();
        callsSince = callsSince.or(() -> Optional.of(now));
    }

    private void seeWhoIsChosen() {
        boolean isFree = !(pool.tenure() instanceof Tenure.Quiet)
                && !(pool.tenure() instanceof Tenure.Deleted)
                && pool.held().isEmpty();
        if (isFree && free.isEmpty()) {
            free = Optional.of(now);
            atFirst = next().isPresent() ? Explanation.Obstacle.NONE : obstacle();
            rank();
        } else if (next().isPresent()) {
            rank();
        }
    }

    private void rank() {
        candidates =
                new Ranking(pool, now).explainWithout(silent, next().flatMap(pool::seat), Explanation.MOST_CANDIDATES);
    }

    /** Who is awaited and comes. */
    Optional<InstanceId> next() {
        return pool.tenure() instanceof Tenure.Designated designated && coming.contains(designated.instance())
                ? Optional.of(designated.instance())
                : Optional.empty();
    }

    /** Why nobody is. */
    Explanation.Obstacle obstacle() {
        if (pool.tenure() instanceof Tenure.Bootstrapping) {
            return Explanation.Obstacle.BOOTSTRAPPING;
        }
        return pool.pause().isPresent() ? Explanation.Obstacle.PAUSED : Explanation.Obstacle.NO_CANDIDATE;
    }

    /** When somebody was chosen, or nothing more was to be waited for. */
    ClusterTime end() {
        return now;
    }

    /** Whether the end is that of the lease, and {@code id} was called to it, whenever it came before. */
    boolean isCalledToTheEnd(InstanceId id) {
        return leaseEnded.filter(now::equals).isPresent()
                && called.contains(id)
                && pool.seats().stream()
                        .filter(Seat::isEligible)
                        .allMatch(seat -> seat.ranksAlike(callsSince.orElse(now), now));
    }

    /** How long the lease was free before somebody was chosen. */
    long delayMillis() {
        return next().isEmpty() ? 0 : now.millisSince(free.orElse(now));
    }

    Explanation.Obstacle delayedBy() {
        return delayMillis() == 0 ? Explanation.Obstacle.NONE : atFirst;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    List<Explanation.Foretold> course() {
        return course;
    }
}
