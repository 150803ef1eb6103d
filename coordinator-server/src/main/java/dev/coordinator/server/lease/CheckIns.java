package dev.coordinator.server.lease;

import java.util.Optional;

/** What a check-in that counts does to its pool's lease, and what its sender is from then on. */
final class CheckIns {

    private final Turn turn;
    private final Pool pool;
    private final Seat seat;
    private final Word word;
    private final Holding holding;
    private final Succession succession;

    /** For a sender that has the seat, whose report is already applied. */
    CheckIns(Turn turn, Seat seat, Word word) {
        this.turn = turn;
        this.pool = seat.pool();
        this.seat = seat;
        this.word = word;
        this.holding = word.holding();
        this.succession = new Succession(turn, pool);
    }

    Standing hear() {
        succession.leaveBootstrapIfReady();
        succession.failBack();
        alarmAtForeignClaim();
        if (word.succeeds() && wantsLease() && pool.tenure() instanceof Tenure.Vacant vacancy && isFreeFor(vacancy)) {
            succession.grant(seat, vacancy);
            return granted();
        }
        if (pool.isHeldBy(seat)) {
            return pool.tenure() instanceof Tenure.Draining draining
                    ? hearDraining(draining)
                    : hearHolder(pool.held().orElseThrow());
        }
        return hearOther();
    }

    /** Whether a newer run of the instance whose reign has just ended goes on at once: unless it was to move. */
    private boolean isFreeFor(Tenure.Vacant vacancy) {
        return vacancy.target().filter(target -> !target.equals(seat.id())).isEmpty() && !seat.isYielding(turn.now());
    }

    private Standing hearHolder(Tenure.Held held) {
        if (releases(held)) {
            return stepAside(Trigger.of(ChangeCause.RELEASED));
        }
        if (!seat.profile().electable()) {
            if (holdsNothing() || seat.incarnation().isBare()) {
                return stepAside(unelectable());
            }
            return unrenewed(succession.drain(held, DrainCause.UNELECTABLE, unelectable(), Optional.empty()));
        }
        if (holdsNothing()) {
            succession.grant(seat, succession.endReign(Trigger.of(ChangeCause.ANSWER_LOST)));
            return granted();
        }
        return claimsAnother(held) ? epochEnded() : renewed(held);
    }

    private Standing hearDraining(Tenure.Draining draining) {
        if (releases(draining.held())) {
            return stepAside(Trigger.of(ChangeCause.RELEASED));
        }
        boolean mustNotBe = !seat.profile().electable();
        if (holdsNothing() || (mustNotBe && seat.incarnation().isBare())) {
            return stepAside(mustNotBe ? unelectable() : Trigger.of(ChangeCause.RELEASED));
        }
        if (draining.cause().isPlanned()) {
            return hearPlanned(draining);
        }
        if (!seat.isEligible() || !draining.cause().endsWhenEligible()) {
            return unrenewed(draining);
        }
        return claimsAnother(draining.held())
                ? epochEnded()
                : renewed(succession.callOff(draining, Trigger.of(ChangeCause.ELECTABLE_AGAIN)));
    }

    private Standing hearPlanned(Tenure.Draining draining) {
        if (!seat.profile().electable()) {
            return unrenewed(succession.drain(
                    draining.held(), DrainCause.UNELECTABLE, draining.trigger(), draining.successor()));
        }
        if (claimsAnother(draining.held())) {
            return epochEnded();
        }
        Tenure.Draining renewed = succession.renew(draining, claims(draining.held()));
        return Standing.handover(renewed, turn.now(), pool.settings().leaseValidMillis());
    }

    private Standing hearOther() {
        if (word.release()) {
            succession.yieldForAnInterval(seat);
        }
        if (!word.wants()) {
            succession.decline(seat);
        }
        succession.reconsider();
        Optional<Tenure.Vacant> vacancy = wantsLease() ? vacancyForSender() : Optional.empty();
        if (vacancy.isPresent()) {
            succession.grant(seat, vacancy.get());
            return granted();
        }
        succession.fillVacancy();
        Standing aside = aside(reasonToStandBy());
        return holding instanceof Holding.Claim ? aside.toldToStop() : aside;
    }

    private boolean wantsLease() {
        return word.wants() && ranking().mayTake(seat);
    }

    /** The vacancy that this check-in ends: the sender is the one awaited, or the best in a vacant pool. */
    private Optional<Tenure.Vacant> vacancyForSender() {
        if (pool.tenure() instanceof Tenure.Designated designated) {
            return designated.instance().equals(seat.id()) ? Optional.of(designated.vacancy()) : Optional.empty();
        }
        if (pool.tenure() instanceof Tenure.Vacant vacant) {
            boolean best = ranking().choose().map(seat::equals).orElse(false);
            return best ? Optional.of(vacant) : Optional.empty();
        }
        return Optional.empty();
    }

    private RoleReason reasonToStandBy() {
        Optional<Reign> reign = pool.held().map(Tenure.Held::reign);
        if (reign.isPresent() && reign.get().primary().equals(seat.id())) {
            return RoleReason.PREDECESSOR_HOLDS;
        }
        if (holding instanceof Holding.Claim) {
            return RoleReason.EPOCH_ENDED;
        }
        if (pool.tenure() instanceof Tenure.Bootstrapping) {
            return RoleReason.BOOTSTRAPPING;
        }
        if (pool.tenure() instanceof Tenure.Quiet) {
            return RoleReason.QUIET;
        }
        if (pool.tenure() instanceof Tenure.Deleted) {
            return RoleReason.POOL_DELETED;
        }
        if (seat.isYielding(turn.now())) {
            return RoleReason.YIELDED;
        }
        if (reign.isPresent()) {
            return RoleReason.ANOTHER_HOLDS;
        }
        return pool.tenure() instanceof Tenure.Vacant && !ranking().mayTake(seat)
                ? RoleReason.PAUSED
                : RoleReason.ANOTHER_DESIGNATED;
    }

    /** The reign ends by its holder's word; the sender ranks last for one interval and is never answered PRIMARY. */
    private Standing stepAside(Trigger how) {
        succession.endReign(how);
        succession.yieldForAnInterval(seat);
        succession.fillVacancy();
        return seat.isEvicted() ? Standing.superseded(RoleReason.EVICTED) : aside(RoleReason.YIELDED);
    }

    /** It doesn't hold the lease. */
    private Standing aside(RoleReason reason) {
        if (!seat.profile().electable()) {
            return Standing.unelectable(RoleReason.REPORTED_UNELECTABLE);
        }
        if (seat.cordon().isPresent()) {
            return Standing.unelectable(RoleReason.CORDONED);
        }
        return Standing.standby(reason);
    }

    private static Standing epochEnded() {
        return Standing.standby(RoleReason.EPOCH_ENDED).toldToStop();
    }

    private Standing renewed(Tenure.Held held) {
        succession.renew(held, claims(held));
        return Standing.primary(
                RoleReason.RENEWED, held.reign().epoch(), pool.settings().leaseValidMillis());
    }

    private Standing granted() {
        Epoch epoch = pool.held().orElseThrow().reign().epoch();
        return Standing.primary(RoleReason.GRANTED, epoch, pool.settings().leaseValidMillis());
    }

    private Standing unrenewed(Tenure.Draining draining) {
        return Standing.draining(draining, turn.now(), pool.settings());
    }

    private Trigger unelectable() {
        return Trigger.said(ChangeCause.UNELECTABLE, seat.profile().unelectableReason());
    }

    private boolean holdsNothing() {
        return holding instanceof Holding.Nothing;
    }

    /** A release that names an epoch ends that epoch only. */
    private boolean releases(Tenure.Held held) {
        return word.release() && !claimsAnother(held);
    }

    private boolean claims(Tenure.Held held) {
        return holding instanceof Holding.Claim claim
                && claim.number() == held.reign().epoch().number();
    }

    /** A holder that speaks of an epoch that isn't this one doesn't hold this one: that neither renews nor ends it. */
    private boolean claimsAnother(Tenure.Held held) {
        return holding instanceof Holding.Claim && !claims(held);
    }

    private Ranking ranking() {
        return new Ranking(pool, turn.now());
    }

    /** An epoch that is not the instance's own, and never was, is never adopted: it is recorded, once. */
    private void alarmAtForeignClaim() {
        if (holding instanceof Holding.Claim claim && !isOwn(claim) && seat.alarms(claim.number())) {
            alarm(claim.number(), pool.held().map(held -> held.reign().primary()));
        }
    }

    /** Asks the reign first, for a holder says so with every renewal. */
    private boolean isOwn(Holding.Claim claim) {
        boolean isPresent =
                pool.isHeldBy(seat) && pool.held().orElseThrow().reign().epoch().number() == claim.number();
        return isPresent || !Ownership.isForeign(turn.registry(), seat, claim.number());
    }

    private void alarm(long claimed, Optional<InstanceId> holder) {
        pool.alarm(new Alarm(seat.id(), seat.occupant(), claimed, holder, turn.wallMillis()));
        pool.note(turn, ChangeKind.DUAL_CLAIM, Trigger.NONE, holder, Optional.of(seat.id()), claimed);
    }
}
