package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The choice of a primary.
 *
 * <p>Filter first: live, electable, not cordoned; in a paused pool only the one that held the lease last and the one that
 * an operator named. Then rank: the one named by an operator or by failback; those that have just yielded come last, the
 * latest of them at the end; fresh before stale; higher priority; fewer recent losses; longest continuously live; id.
 * Losses rank and never filter, so a servable pool is never left empty. Only a fresh candidate is chosen.
 *
 * <p>As a comparator it is that order, best first. One is made for every check-in, so it is not a chain of comparators: to
 * put one together took longer than to choose by it.
 */
final class Ranking implements Comparator<Seat> {

    private final Pool pool;
    private final ClusterTime now;
    private final Optional<InstanceId> target;

    Ranking(Pool pool, ClusterTime now) {
        this.pool = pool;
        this.now = now;
        this.target = pool.target();
    }

    @Override
    public int compare(Seat one, Seat other) {
        int by = Boolean.compare(isTarget(other), isTarget(one));
        if (by == 0) {
            by = yieldedUntil(one).compareTo(yieldedUntil(other));
        }
        if (by == 0) {
            by = Boolean.compare(other.isFresh(now), one.isFresh(now));
        }
        if (by == 0) {
            by = Integer.compare(other.profile().priority(), one.profile().priority());
        }
        if (by == 0) {
            by = Integer.compare(one.recentLosses(now), other.recentLosses(now));
        }
        if (by == 0) {
            by = one.liveSince().compareTo(other.liveSince());
        }
        return by == 0 ? one.id().compareTo(other.id()) : by;
    }

    private ClusterTime yieldedUntil(Seat seat) {
        return seat.isYielding(now) ? seat.yieldsUntil() : ClusterTime.ZERO;
    }

    /** The first among the fresh. */
    Optional<Seat> choose() {
        return takers().filter(seat -> seat.isFresh(now)).min(this);
    }

    /** The first among the fresh but {@code one}. */
    Optional<Seat> chooseOther(Seat one) {
        return takers().filter(seat -> seat.isFresh(now) && !seat.id().equals(one.id()))
                .min(this);
    }

    /** Whom an operator would get who names no one, paused or not, fresh or not; never who holds the lease. */
    Optional<Seat> bestOther() {
        return pool.seats().stream()
                .filter(seat -> seat.isEligible() && !pool.holds(seat.id()))
                .min(this);
    }

    /** The first of those fresh ones with more priority than {@code holder} that have been eligible for long enough. */
    Optional<Seat> betterThan(Seat holder) {
        long holdDown = pool.settings().holdDownMillis();
        return takers().filter(
                        seat -> seat.profile().priority() > holder.profile().priority())
                .filter(seat -> seat.isFresh(now) && !seat.isYielding(now))
                .filter(seat -> !seat.eligibleFor(holdDown).isAfter(now))
                .min(this);
    }

    /** Whether it may become primary, as far as this pool goes. */
    boolean mayTake(Seat seat) {
        return seat.isEligible()
                && (pool.pause().isEmpty()
                        || pool.wasPrimary(seat.id())
                        || (isTarget(seat) && pool.isTargetOfAnOperator()));
    }

    private Stream<Seat> takers() {
        return pool.seats().stream().filter(this::mayTake);
    }

    private boolean isTarget(Seat seat) {
        return target.isPresent() && target.get().equals(seat.id());
    }

    /** Who would be chosen if the lease were free, without the one that holds it or is awaited; at most two. */
    List<InstanceId> nextInLine() {
        Seat first = null;
        Seat second = null;
        for (Seat seat : pool.seats()) {
            if (!mayTake(seat) || pool.isParty(seat.id())) {
                continue;
            }
            if (first == null || compare(seat, first) < 0) {
                second = first;
                first = seat;
            } else if (second == null || compare(seat, second) < 0) {
                second = seat;
            }
        }
        if (first == null) {
            return List.of();
        }
        return second == null ? List.of(first.id()) : List.of(first.id(), second.id());
    }

    /** The record of a choice: who was chosen, and why each of the others was not. */
    List<Candidate> explain(Seat chosen) {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(chosen.id(), Candidate.Verdict.CHOSEN));
        addOthers(candidates, Optional.of(chosen), seat -> seat != chosen, Change.MOST_CANDIDATES);
        return candidates;
    }

    /** Why those who could not be chosen could not; what becomes of the others is told next. */
    List<Candidate> explainUnfit() {
        List<Candidate> candidates = new ArrayList<>();
        addOthers(candidates, Optional.empty(), seat -> !mayTake(seat) || !seat.isFresh(now), Change.MOST_CANDIDATES);
        return candidates;
    }

    /** As if the one that holds the lease were dead: the record of the choice that would be made, {@code most} at most. */
    List<Candidate> explainWithout(Optional<InstanceId> holder, Optional<Seat> chosen, int most) {
        List<Candidate> candidates = new ArrayList<>();
        chosen.ifPresent(seat -> candidates.add(new Candidate(seat.id(), Candidate.Verdict.CHOSEN)));
        Predicate<Seat> isOther = seat -> holder.filter(seat.id()::equals).isEmpty()
                && chosen.filter(seat::equals).isEmpty();
        addOthers(candidates, chosen, isOther, most);
        return candidates;
    }

    private void addOthers(List<Candidate> candidates, Optional<Seat> chosen, Predicate<Seat> which, int most) {
        pool.seats().stream()
                .filter(which)
                .sorted(Comparator.comparing((Seat seat) -> !mayTake(seat)).thenComparing(this))
                .limit(most - candidates.size())
                .forEach(seat -> candidates.add(new Candidate(seat.id(), verdict(seat, chosen))));
    }

    private Candidate.Verdict verdict(Seat other, Optional<Seat> chosen) {
        if (other.isEvicted()) {
            return Candidate.Verdict.EVICTED;
        }
        if (other.hasLeft()) {
            return Candidate.Verdict.LEFT;
        }
        if (!other.isLive()) {
            return Candidate.Verdict.LOST;
        }
        if (other.cordon().isPresent()) {
            return Candidate.Verdict.CORDONED;
        }
        if (!other.profile().electable()) {
            return Candidate.Verdict.UNELECTABLE;
        }
        if (!mayTake(other)) {
            return Candidate.Verdict.PAUSED;
        }
        return chosen.map(seat -> verdictBeside(seat, other)).orElse(Candidate.Verdict.STALE);
    }

    private Candidate.Verdict verdictBeside(Seat chosen, Seat other) {
        if (isTarget(chosen)) {
            return Candidate.Verdict.NOT_THE_TARGET;
        }
        if (other.isYielding(now) && other.yieldsUntil().isAfter(chosen.yieldsUntil())) {
            return Candidate.Verdict.YIELDED;
        }
        if (!other.isFresh(now)) {
            return Candidate.Verdict.STALE;
        }
        if (compare(other, chosen) < 0) {
            return Candidate.Verdict.NOT_ITS_TURN;
        }
        if (other.profile().priority() < chosen.profile().priority()) {
            return Candidate.Verdict.LOWER_PRIORITY;
        }
        if (other.recentLosses(now) > chosen.recentLosses(now)) {
            return Candidate.Verdict.MORE_LOSSES;
        }
        return other.liveSince().isAfter(chosen.liveSince())
                ? Candidate.Verdict.LIVE_SHORTER
                : Candidate.Verdict.LATER_ID;
    }
}
