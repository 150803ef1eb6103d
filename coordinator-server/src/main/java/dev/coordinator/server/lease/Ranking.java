package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The choice of a primary.
 *
 * <p>Filter first: live and electable. Then rank: those that have just yielded come last; fresh before stale; higher
 * priority; fewer recent losses; longest continuously live; id. Losses rank and never filter, so a servable pool is
 * never left empty. Only a fresh candidate is chosen.
 */
final class Ranking {

    private final ClusterTime now;
    private final Comparator<Seat> order;

    Ranking(ClusterTime now) {
        this.now = now;
        this.order = Comparator.<Seat, Boolean>comparing(seat -> seat.isYielding(now))
                .thenComparing(seat -> !seat.isFresh(now))
                .thenComparing(seat -> seat.profile().priority(), Comparator.reverseOrder())
                .thenComparingInt(seat -> seat.recentLosses(now))
                .thenComparing(Seat::liveSince)
                .thenComparing(Seat::id);
    }

    /** The first among the fresh. */
    Optional<Seat> choose(Pool pool) {
        return candidates(pool).min(order);
    }

    /** The first among the fresh but {@code one}. */
    Optional<Seat> chooseOther(Pool pool, Seat one) {
        return candidates(pool).filter(seat -> !seat.id().equals(one.id())).min(order);
    }

    private Stream<Seat> candidates(Pool pool) {
        return pool.seats().stream().filter(seat -> seat.isEligible() && seat.isFresh(now));
    }

    /** Who would be chosen if the lease were free, without the one that holds it or is awaited; at most two. */
    List<InstanceId> nextInLine(Pool pool) {
        Seat first = null;
        Seat second = null;
        for (Seat seat : pool.seats()) {
            if (!seat.isEligible() || pool.isParty(seat.id())) {
                continue;
            }
            if (first == null || order.compare(seat, first) < 0) {
                second = first;
                first = seat;
            } else if (second == null || order.compare(seat, second) < 0) {
                second = seat;
            }
        }
        if (first == null) {
            return List.of();
        }
        return second == null ? List.of(first.id()) : List.of(first.id(), second.id());
    }

    /** The record of a choice: who was chosen, and why each of the others was not. */
    List<Candidate> explain(Pool pool, Seat chosen) {
        List<Seat> others = new ArrayList<>(pool.seats());
        others.remove(chosen);
        others.sort(Comparator.comparing((Seat seat) -> !seat.isEligible()).thenComparing(order));
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(chosen.id(), Candidate.Verdict.CHOSEN));
        for (Seat other : others) {
            if (candidates.size() == Change.MOST_CANDIDATES) {
                break;
            }
            candidates.add(new Candidate(other.id(), verdict(other, chosen)));
        }
        return candidates;
    }

    private Candidate.Verdict verdict(Seat other, Seat chosen) {
        if (other.hasLeft()) {
            return Candidate.Verdict.LEFT;
        }
        if (!other.isLive()) {
            return Candidate.Verdict.LOST;
        }
        if (!other.profile().electable()) {
            return Candidate.Verdict.UNELECTABLE;
        }
        if (other.isYielding(now) && !chosen.isYielding(now)) {
            return Candidate.Verdict.YIELDED;
        }
        if (!other.isFresh(now)) {
            return Candidate.Verdict.STALE;
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
