package dev.coordinator.server.lease;

import java.util.Optional;

/** What a check-in that counts does to its pool's lease, and what its sender is from then on. */
final class CheckIns {

    private final Turn turn;
    private final Pool pool;
    private final Seat seat;
    private final Word word;
    private final Holding holding;

    /** For a sender that has the seat, whose report is already applied. */
    CheckIns(Turn turn, Seat seat, Word word) {
        this.turn = turn;
        this.pool = seat.pool();
        this.seat = seat;
        this.word = word;
        this.holding = word.holding();
    }

    Standing hear() {
        pool.leaveBootstrapIfReady(turn);
        alarmAtForeignClaim();
        if (word.succeeds() && wantsLease() && pool.tenure() instanceof Tenure.Vacant vacancy) {
            pool.grant(turn, seat, vacancy);
            return granted();
        }
        if (pool.isHeldBy(seat)) {
            return pool.tenure() instanceof Tenure.Draining draining
                    ? hearDraining(draining)
                    : hearHolder(pool.held().orElseThrow());
        }
        return hearOther();
    }

    private Standing hearHolder(Tenure.Held held) {
        if (releases(held)) {
            return stepAside(ChangeCause.RELEASED);
        }
        if (!seat.profile().electable()) {
            if (holdsNothing() || seat.incarnation().isBare()) {
                return stepAside(ChangeCause.UNELECTABLE);
            }
            return draining(pool.drain(turn, held, DrainCause.UNELECTABLE).held());
        }
        if (holdsNothing()) {
            pool.grant(turn, seat, pool.endReign(turn, ChangeCause.ANSWER_LOST));
            return granted();
        }
        return claimsAnother(held) ? Standing.standby(RoleReason.EPOCH_ENDED) : renewed(held);
    }

    private Standing hearDraining(Tenure.Draining draining) {
        if (releases(draining.held())) {
            return stepAside(ChangeCause.RELEASED);
        }
        boolean mustNotBe = !seat.profile().electable();
        if (holdsNothing() || (mustNotBe && seat.incarnation().isBare())) {
            return stepAside(mustNotBe ? ChangeCause.UNELECTABLE : ChangeCause.RELEASED);
        }
        if (mustNotBe) {
            return draining(draining.held());
        }
        return claimsAnother(draining.held())
                ? Standing.standby(RoleReason.EPOCH_ENDED)
                : renewed(pool.callOff(turn, draining));
    }

    private Standing hearOther() {
        if (word.release()) {
            yieldForAnInterval();
        }
        if (!word.wants()) {
            pool.decline(turn, seat);
        }
        pool.reconsider(turn);
        Optional<Tenure.Vacant> vacancy = wantsLease() ? vacancyForSender() : Optional.empty();
        if (vacancy.isPresent()) {
            pool.grant(turn, seat, vacancy.get());
            return granted();
        }
        pool.fillVacancy(turn);
        return seat.profile().electable() ? Standing.standby(reasonToStandBy()) : Standing.unelectable();
    }

    private boolean wantsLease() {
        return seat.profile().electable() && word.wants();
    }

    /** The vacancy that this check-in ends: the sender is the one awaited, or the best in a vacant pool. */
    private Optional<Tenure.Vacant> vacancyForSender() {
        if (pool.tenure() instanceof Tenure.Designated designated) {
            return designated.instance().equals(seat.id()) ? Optional.of(designated.vacancy()) : Optional.empty();
        }
        if (pool.tenure() instanceof Tenure.Vacant vacant) {
            boolean best =
                    new Ranking(turn.now()).choose(pool).map(seat::equals).orElse(true);
            return best ? Optional.of(vacant) : Optional.empty();
        }
        return Optional.empty();
    }

    private RoleReason reasonToStandBy() {
        Tenure tenure = pool.tenure();
        Optional<Reign> reign = pool.held().map(Tenure.Held::reign);
        if (reign.isPresent() && reign.get().primary().equals(seat.id())) {
            return RoleReason.PREDECESSOR_HOLDS;
        }
        if (holding instanceof Holding.Claim) {
            return RoleReason.EPOCH_ENDED;
        }
        if (tenure instanceof Tenure.Bootstrapping) {
            return RoleReason.BOOTSTRAPPING;
        }
        if (seat.isYielding(turn.now())) {
            return RoleReason.YIELDED;
        }
        return reign.isPresent() ? RoleReason.ANOTHER_HOLDS : RoleReason.ANOTHER_DESIGNATED;
    }

    /** The reign ends by its holder's word; the sender ranks last for one interval and is never answered PRIMARY. */
    private Standing stepAside(ChangeCause cause) {
        pool.endReign(turn, cause);
        yieldForAnInterval();
        pool.fillVacancy(turn);
        return seat.profile().electable() ? Standing.standby(RoleReason.YIELDED) : Standing.unelectable();
    }

    private void yieldForAnInterval() {
        seat.yieldUntil(turn.now().plusMillis(pool.settings().checkInIntervalMillis()));
    }

    private Standing renewed(Tenure.Held held) {
        Epoch epoch = held.reign().epoch();
        boolean byClaim = holding instanceof Holding.Claim claim && claim.number() == epoch.number();
        pool.renew(turn, held, byClaim);
        return Standing.primary(RoleReason.RENEWED, epoch, pool.settings().leaseValidMillis());
    }

    private Standing granted() {
        Epoch epoch = pool.held().orElseThrow().reign().epoch();
        return Standing.primary(RoleReason.GRANTED, epoch, pool.settings().leaseValidMillis());
    }

    private Standing draining(Tenure.Held held) {
        return Standing.draining(held, turn.now(), pool.settings().safetyMarginMillis());
    }

    private boolean holdsNothing() {
        return holding instanceof Holding.Nothing;
    }

    /** A release that names an epoch ends that epoch only. */
    private boolean releases(Tenure.Held held) {
        return word.release() && !claimsAnother(held);
    }

    /** A holder that speaks of an epoch that isn't this one doesn't hold this one: that neither renews nor ends it. */
    private boolean claimsAnother(Tenure.Held held) {
        return holding instanceof Holding.Claim claim
                && claim.number() != held.reign().epoch().number();
    }

    /** An epoch that was never granted, or is another's, is never adopted: it is recorded, once. */
    private void alarmAtForeignClaim() {
        if (holding instanceof Holding.Claim claim) {
            Optional<Reign> reign = pool.held().map(Tenure.Held::reign);
            boolean another = reign.map(held -> held.epoch().number() == claim.number()
                            && !(held.primary().equals(seat.id())
                                    && held.incarnation().equals(seat.incarnation())))
                    .orElse(false);
            if ((another || !turn.registry().wasGranted(claim.number())) && seat.alarms(claim.number())) {
                pool.note(
                        turn,
                        ChangeKind.DUAL_CLAIM,
                        ChangeCause.NONE,
                        reign.map(Reign::primary),
                        Optional.of(seat.id()),
                        claim.number());
            }
        }
    }
}
