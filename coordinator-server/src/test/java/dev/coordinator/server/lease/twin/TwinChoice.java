package dev.coordinator.server.lease.twin;

import dev.coordinator.server.lease.Candidate;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.NextCheckIn;
import dev.coordinator.server.lease.PoolSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who is chosen, who is next, and when each is to come: asked anew each time. */
final class TwinChoice {

    private TwinChoice() {}

    /** "Not more than half an interval past the next check-in it was told." */
    static boolean isFresh(TwinPool pool, TwinSeat seat, long now) {
        return seat.live && now - seat.comesAt <= pool.settings().checkInIntervalMillis() / 2;
    }

    static int recentLosses(TwinPool pool, TwinSeat seat, long now) {
        long window = pool.settings().flapWindowMillis();
        return (int) seat.losses.stream().filter(loss -> now < loss + window).count();
    }

    /** "In a paused pool only the last primary (by id) may take it again; an explicit switchover still works." */
    static boolean mayTake(TwinPool pool, TwinSeat seat) {
        boolean was = pool.lastPrimary.filter(seat.id::equals).isPresent();
        boolean named = isTarget(pool, seat) && pool.moveTrigger().cause() != ChangeCause.FAILBACK;
        return seat.eligible() && (pool.pause.isEmpty() || was || named);
    }

    private static boolean isTarget(TwinPool pool, TwinSeat seat) {
        return pool.target().filter(seat.id::equals).isPresent();
    }

    /**
     * "The handover's target; fresh before stale; higher priority; fewer recent losses; longest live; id", and "ranks last
     * for one interval".
     */
    private static Comparator<TwinSeat> rank(TwinPool pool, long now) {
        return Comparator.comparing((TwinSeat seat) -> !isTarget(pool, seat))
                .thenComparing(seat -> now < seat.yieldsUntil ? seat.yieldsUntil : 0)
                .thenComparing(seat -> !isFresh(pool, seat, now))
                .thenComparing(seat -> -seat.profile.priority())
                .thenComparing(seat -> recentLosses(pool, seat, now))
                .thenComparing(seat -> seat.liveSince)
                .thenComparing(seat -> seat.id);
    }

    static List<TwinSeat> freshCandidates(TwinPool pool, long now) {
        return pool.seats.stream()
                .filter(seat -> mayTake(pool, seat) && isFresh(pool, seat, now))
                .sorted(rank(pool, now))
                .toList();
    }

    /** Open: whom an operator gets who names no one, paused or not, fresh or not. */
    static Optional<InstanceId> bestOther(TwinPool pool, long now) {
        return pool.seats.stream()
                .filter(seat -> seat.eligible() && !pool.isHeldUnder(seat.id))
                .min(rank(pool, now))
                .map(seat -> seat.id);
    }

    /** "Prefer a higher priority again after that much health." */
    static Optional<TwinSeat> healthyAbove(TwinPool pool, TwinSeat holder, long now) {
        long holdDown = pool.settings().holdDownMillis();
        return freshCandidates(pool, now).stream()
                .filter(seat -> seat.profile.priority() > holder.profile.priority())
                .filter(seat -> now >= seat.yieldsUntil && now >= seat.eligibleSince + holdDown)
                .findFirst();
    }

    static List<InstanceId> nextInLine(TwinPool pool, long now) {
        return pool.seats.stream()
                .filter(seat -> mayTake(pool, seat) && !pool.isAbout(seat))
                .sorted(rank(pool, now))
                .limit(2)
                .map(seat -> seat.id)
                .toList();
    }

    /** Why each of the others was not chosen; when no one was, those that could not be. */
    static List<Candidate> record(TwinPool pool, Optional<TwinSeat> chosen, long now) {
        List<TwinSeat> others = new ArrayList<>(pool.seats);
        chosen.ifPresent(others::remove);
        if (chosen.isEmpty()) {
            others.removeIf(seat -> mayTake(pool, seat) && isFresh(pool, seat, now));
        }
        others.sort(
                Comparator.comparing((TwinSeat seat) -> !mayTake(pool, seat)).thenComparing(rank(pool, now)));
        List<Candidate> record = new ArrayList<>();
        chosen.ifPresent(seat -> record.add(new Candidate(seat.id, Candidate.Verdict.CHOSEN)));
        others.stream()
                .limit(Change.MOST_CANDIDATES - record.size())
                .forEach(other -> record.add(new Candidate(other.id, whyNot(pool, other, chosen, now))));
        return record;
    }

    private static Candidate.Verdict whyNot(TwinPool pool, TwinSeat other, Optional<TwinSeat> chosen, long now) {
        if (other.isEvicted()) {
            return Candidate.Verdict.EVICTED;
        }
        if (other.left) {
            return Candidate.Verdict.LEFT;
        }
        if (!other.live) {
            return Candidate.Verdict.LOST;
        }
        if (other.cordon.isPresent()) {
            return Candidate.Verdict.CORDONED;
        }
        if (!other.profile.electable()) {
            return Candidate.Verdict.UNELECTABLE;
        }
        if (!mayTake(pool, other)) {
            return Candidate.Verdict.PAUSED;
        }
        boolean fresh = isFresh(pool, other, now);
        if (chosen.isEmpty()) {
            return Candidate.Verdict.STALE;
        }
        return whyBehind(pool, other, chosen.get(), fresh, now);
    }

    private static Candidate.Verdict whyBehind(
            TwinPool pool, TwinSeat other, TwinSeat chosen, boolean fresh, long now) {
        if (isTarget(pool, chosen)) {
            return Candidate.Verdict.NOT_THE_TARGET;
        }
        // Open: of two that rank last, the one that yielded later.
        if (now < other.yieldsUntil && other.yieldsUntil > chosen.yieldsUntil) {
            return Candidate.Verdict.YIELDED;
        }
        if (!fresh) {
            return Candidate.Verdict.STALE;
        }
        if (rank(pool, now).compare(other, chosen) < 0) {
            return Candidate.Verdict.NOT_ITS_TURN;
        }
        if (other.profile.priority() < chosen.profile.priority()) {
            return Candidate.Verdict.LOWER_PRIORITY;
        }
        if (recentLosses(pool, other, now) > recentLosses(pool, chosen, now)) {
            return Candidate.Verdict.MORE_LOSSES;
        }
        return other.liveSince > chosen.liveSince ? Candidate.Verdict.LIVE_SHORTER : Candidate.Verdict.LATER_ID;
    }

    /**
     * "The two next in line are called to an overdue primary's deadline, a handover's parties at once."
     *
     * <p>Open: at once means ten times an interval and every second at least; nobody is called while a check-in that keeps to the interval and its
     * jitter comes before the deadline; a run that took the holder's seat is called like the next in line.
     */
    static NextCheckIn nextCheckIn(TwinPool pool, TwinSeat seat, long now) {
        PoolSettings settings = pool.settings();
        long interval = settings.checkInIntervalMillis();
        if (pool.isAwaiting(seat)) {
            return exactly(0);
        }
        if (pool.life == TwinPool.Life.DRAINING && (pool.isHeldBy(seat) || isTarget(pool, seat))) {
            return exactly(Math.min(interval / 10, 1000));
        }
        long left = pool.deadline - now;
        boolean wanted = pool.who.equals(seat.id) || nextInLine(pool, now).contains(seat.id);
        boolean called = pool.isLeased() && !pool.isHeldBy(seat) && wanted && isEnding(pool, now);
        return called && left <= interval + interval / 10 ? exactly(left) : spread(interval);
    }

    private static boolean isEnding(TwinPool pool, long now) {
        Optional<TwinSeat> holder = pool.seat(pool.who).filter(seat -> seat.run.equals(pool.run));
        return pool.life == TwinPool.Life.DRAINING || holder.isEmpty() || !isFresh(pool, holder.get(), now);
    }

    /** What speaks against a switchover; nothing, when it is possible. */
    static Optional<ChangeCause> againstSwitchover(TwinPool pool, Optional<InstanceId> to, long now) {
        if (!pool.isLeased()) {
            return Optional.of(ChangeCause.NO_PRIMARY);
        }
        if (to.isPresent() && pool.isHeldUnder(to.get())) {
            return Optional.of(ChangeCause.PRIMARY_ALREADY);
        }
        if (to.isPresent()) {
            boolean can = pool.seat(to.get()).filter(TwinSeat::eligible).isPresent();
            return can ? Optional.empty() : Optional.of(ChangeCause.TARGET_LOST);
        }
        boolean someone = pool.target().isPresent() || bestOther(pool, now).isPresent();
        return someone ? Optional.empty() : Optional.of(ChangeCause.NO_SUCCESSOR);
    }

    static NextCheckIn exactly(long millis) {
        return new NextCheckIn(Math.max(50, millis), true);
    }

    static NextCheckIn spread(long millis) {
        return new NextCheckIn(Math.max(50, millis), false);
    }
}
