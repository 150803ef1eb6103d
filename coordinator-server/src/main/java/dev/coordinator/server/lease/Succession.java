package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;

/** Who is primary of one pool after whom: every move of its lease, in one entry of the log. */
final class Succession {

    private final Turn turn;
    private final Pool pool;

    Succession(Turn turn, Pool pool) {
        this.turn = turn;
        this.pool = pool;
    }

    /** Does what is due by the turn's time: seats are lost, leases end, those who don't come are passed over. */
    void settle() {
        pool.seats().forEach(this::settle);
        endPauseIfOver();
        leaveQuietIfOver();
        if (!pool.leaseDeadline().isAfter(turn.now())) {
            expire();
        }
        reconsider();
        leaveBootstrapIfReady();
        fillVacancy();
    }

    private void settle(Seat seat) {
        seat.settle(turn.now());
        if (seat.cordon().map(Cordon::until).filter(this::isOver).isPresent()) {
            seat.cordon(turn.now(), Optional.empty());
            Optional<InstanceId> id = Optional.of(seat.id());
            pool.note(turn, ChangeKind.UNCORDONED, Trigger.of(ChangeCause.LAPSED), id, id, 0);
        }
    }

    private void endPauseIfOver() {
        if (pool.pause().map(Pause::until).filter(this::isOver).isPresent()) {
            pool.pause(Optional.empty());
            pool.note(turn, ChangeKind.RESUMED, Trigger.of(ChangeCause.LAPSED), Optional.empty(), Optional.empty(), 0);
        }
    }

    /** The time in which an unknown lease may still be believed in is over. */
    private void leaveQuietIfOver() {
        if (pool.tenure() instanceof Tenure.Quiet quiet && isOver(quiet.until())) {
            pool.become(new Tenure.Vacant(quiet.until(), quiet.trigger(), Optional.empty()));
            waitForCandidates();
        } else if (pool.tenure() instanceof Tenure.Deleted deleted && isOver(deleted.until())) {
            pool.become(Tenure.Vacant.first(deleted.until()));
            waitForCandidates();
        }
    }

    /** A pool that has never had a primary waits for as many candidates as it is told to. */
    void waitForCandidates() {
        if (pool.lastPrimary().isEmpty()
                && pool.tenure() instanceof Tenure.Vacant vacant
                && vacant.target().isEmpty()
                && pool.settings().minCandidates() > 1) {
            pool.become(new Tenure.Bootstrapping(vacant.since()));
        }
    }

    void leaveBootstrapIfReady() {
        if (pool.tenure() instanceof Tenure.Bootstrapping boot) {
            long candidates = pool.seats().stream().filter(Seat::isEligible).count();
            if (candidates >= pool.settings().minCandidates() || isOver(pool.tenureDue())) {
                pool.become(Tenure.Vacant.first(boot.since()));
            }
        }
    }

    private void expire() {
        Reign reign = pool.held().orElseThrow().reign();
        int missed = pool.seat(reign.primary())
                .filter(pool::isHeldBy)
                .map(seat -> seat.missed(turn.now()))
                .orElse(0);
        endReign(Trigger.of(ChangeCause.EXPIRED).missing(missed));
    }

    /**
     * Ends the reign of whoever holds the lease; the caller says by what right (S5). A drain that comes to its end by this
     * is why the next one is primary, and its holder ranks last for an interval. One that was evicted is over with it.
     */
    Tenure.Vacant endReign(Trigger how) {
        Tenure.Held held = pool.held().orElseThrow();
        Reign reign = held.reign();
        ClusterTime since = ClusterTime.earlier(turn.now(), held.deadline());
        Optional<Seat> holder = pool.seat(reign.primary()).filter(pool::isHeldBy);
        Tenure.Vacant vacancy = new Tenure.Vacant(since, how, Optional.empty());
        if (pool.tenure() instanceof Tenure.Draining draining) {
            vacancy = new Tenure.Vacant(since, draining.trigger().missing(how.missedCheckIns()), draining.successor());
            holder.ifPresent(this::yieldForAnInterval);
        }
        pool.become(vacancy);
        holder.filter(Seat::isEvicted).ifPresent(this::dismiss);
        vacated(how, reign.primary(), reign.epoch().number());
        return vacancy;
    }

    /** Its run is over: no handle reaches it any more. */
    void dismiss(Seat seat) {
        turn.registry().takeHandle(seat);
        seat.dismiss(turn.now());
    }

    private void vacated(Trigger how, InstanceId from, long epoch) {
        pool.tell(
                turn,
                new Change(
                        pool.name(),
                        ChangeKind.VACATED,
                        how,
                        Optional.of(from),
                        Optional.empty(),
                        epoch,
                        turn.wallMillis(),
                        0,
                        ranking().explainUnfit()));
    }

    /** It ranks last for one interval. */
    void yieldForAnInterval(Seat seat) {
        seat.yieldUntil(turn.now().plusMillis(pool.settings().checkInIntervalMillis()));
    }

    /** What was settled is looked at again: is the designated one to be awaited, the handover to go on? */
    void reconsider() {
        if (pool.tenure() instanceof Tenure.Designated designated && !isAwaited(designated)) {
            passOver(designated);
        } else if (pool.tenure() instanceof Tenure.Draining draining
                && draining.cause().isPlanned()) {
            reconsider(draining);
        }
    }

    private boolean isAwaited(Tenure.Designated designated) {
        return pool.seat(designated.instance())
                .filter(seat -> seat.incarnation().equals(designated.incarnation()))
                .filter(seat -> seat.isFresh(turn.now()) && ranking().mayTake(seat))
                .isPresent();
    }

    private void reconsider(Tenure.Draining draining) {
        if (isOver(draining.callOffAt())) {
            callOff(draining, Trigger.of(ChangeCause.TIMED_OUT));
        } else if (draining.successor()
                .flatMap(pool::seat)
                .filter(Seat::isEligible)
                .isEmpty()) {
            callOff(draining, Trigger.of(ChangeCause.TARGET_LOST));
        } else if (draining.cause() == DrainCause.FAILBACK && pool.pause().isPresent()) {
            callOff(draining, Trigger.by(pool.pause().get().actor(), ChangeCause.PAUSED));
        }
    }

    /** The designated one came and can't take the lease by its own word: another that is fresh is awaited instead. */
    void decline(Seat seat) {
        if (pool.tenure() instanceof Tenure.Designated designated
                && designated.instance().equals(seat.id())) {
            ranking()
                    .chooseOther(seat)
                    .ifPresent(other -> designate(
                            other, designated.vacancy(), Trigger.of(ChangeCause.NO_SHOW), Optional.of(seat.id())));
        }
    }

    private void passOver(Tenure.Designated designated) {
        Trigger trigger = whyNot(designated.instance());
        pool.become(designated.vacancy());
        Optional<Seat> chosen = ranking().choose();
        if (chosen.isPresent()) {
            designate(chosen.get(), designated.vacancy(), trigger, Optional.of(designated.instance()));
        } else {
            vacated(trigger, designated.instance(), 0);
        }
    }

    /** Why a designated one is not awaited any more. */
    private Trigger whyNot(InstanceId designated) {
        Optional<Seat> known = pool.seat(designated).filter(seat -> !seat.hasLeft() || seat.isEvicted());
        if (known.isEmpty()) {
            return Trigger.of(ChangeCause.LEFT);
        }
        Seat seat = known.get();
        if (seat.eviction().isPresent()) {
            return Trigger.by(seat.eviction().get().actor(), ChangeCause.EVICTED);
        }
        if (seat.cordon().isPresent()) {
            return Trigger.by(seat.cordon().get().actor(), ChangeCause.CORDONED);
        }
        if (!seat.profile().electable()) {
            return Trigger.said(ChangeCause.UNELECTABLE, seat.profile().unelectableReason());
        }
        return ranking().mayTake(seat) || pool.pause().isEmpty()
                ? Trigger.of(ChangeCause.NO_SHOW)
                : Trigger.by(pool.pause().get().actor(), ChangeCause.PAUSED);
    }

    /** In a vacant pool, designates the best of the fresh, if there is one. */
    void fillVacancy() {
        if (pool.tenure() instanceof Tenure.Vacant vacancy) {
            ranking().choose().ifPresent(chosen -> designate(chosen, vacancy, vacancy.trigger(), pool.lastPrimary()));
        }
    }

    private void designate(Seat chosen, Tenure.Vacant vacancy, Trigger trigger, Optional<InstanceId> from) {
        List<Candidate> candidates = ranking().explain(chosen);
        pool.become(new Tenure.Designated(chosen.id(), chosen.incarnation(), vacancy));
        pool.tell(
                turn,
                new Change(
                        pool.name(),
                        ChangeKind.DESIGNATED,
                        trigger,
                        from,
                        Optional.of(chosen.id()),
                        0,
                        turn.wallMillis(),
                        0,
                        candidates));
    }

    /**
     * Makes {@code seat} primary; only ever in the answer to its own check-in (S3). What an operator has moved, failback does
     * not move back for a while.
     */
    void grant(Seat seat, Tenure.Vacant vacancy) {
        List<Candidate> candidates = ranking().explain(seat);
        Optional<InstanceId> from = pool.lastPrimary();
        if (vacancy.target().isPresent() && pool.isTargetOfAnOperator()) {
            restFromFailback();
        }
        Reign reign =
                new Reign(seat.id(), seat.incarnation(), turn.registry().grantEpoch(), turn.now(), turn.wallMillis());
        pool.granted(
                new Tenure.Held(reign, turn.now().plusMillis(pool.settings().leaseTtlMillis()), false));
        pool.tell(
                turn,
                new Change(
                        pool.name(),
                        ChangeKind.GRANTED,
                        vacancy.trigger(),
                        from,
                        Optional.of(seat.id()),
                        reign.epoch().number(),
                        turn.wallMillis(),
                        turn.now().millisSince(vacancy.since()),
                        candidates));
    }

    void renew(Tenure.Held held, boolean byClaim) {
        pool.become(longer(held, byClaim));
    }

    private Tenure.Held longer(Tenure.Held held, boolean byClaim) {
        long ttl = pool.settings().leaseTtlMillis();
        turn.renewals().renewed(held.deadline().millisSince(turn.now()), ttl);
        return held.renewed(turn.now(), ttl, byClaim);
    }

    /** While a planned drain runs: the lease is renewed, and from the first such answer on its time to stop runs. */
    Tenure.Draining renew(Tenure.Draining draining, boolean byClaim) {
        Tenure.Held renewed = longer(draining.held(), byClaim);
        ClusterTime callOffAt = draining.callOffAt().equals(ClusterTime.NEVER)
                ? turn.now().plusMillis(pool.settings().drainTimeoutMillis())
                : draining.callOffAt();
        Tenure.Draining next = draining.with(renewed).with(callOffAt);
        pool.become(next);
        return next;
    }

    /** From now on the holder is asked to stop, for the benefit of {@code successor} if one is named. */
    Tenure.Draining drain(Tenure.Held held, DrainCause cause, Trigger trigger, Optional<InstanceId> successor) {
        return drain(new Tenure.Draining(held, cause, trigger, successor, ClusterTime.NEVER));
    }

    Tenure.Draining drain(Tenure.Draining draining) {
        pool.become(draining);
        Reign reign = draining.held().reign();
        pool.note(
                turn,
                ChangeKind.DRAINING,
                draining.trigger(),
                Optional.of(reign.primary()),
                draining.successor(),
                reign.epoch().number());
        return draining;
    }

    /** The primary stays; its deadline is as it was until it is renewed. No failback undoes that for a while. */
    Tenure.Held callOff(Tenure.Draining draining, Trigger trigger) {
        Reign reign = draining.held().reign();
        pool.become(draining.held());
        if (!draining.cause().endsWhenEligible()) {
            restFromFailback();
        }
        pool.note(
                turn,
                ChangeKind.DRAIN_CALLED_OFF,
                trigger,
                Optional.of(reign.primary()),
                Optional.of(reign.primary()),
                reign.epoch().number());
        return draining.held();
    }

    private void restFromFailback() {
        long millis = Math.max(pool.settings().holdDownMillis(), pool.settings().drainTimeoutMillis());
        pool.failBackNotBefore(turn.now().plusMillis(millis));
    }

    /** A healthy primary hands the lease back to one of higher priority that has been healthy for long enough. */
    void failBack() {
        Optional<Seat> holder = pool.holderThatFailsBack().filter(seat -> seat.isFresh(turn.now()));
        if (holder.isPresent() && isOver(pool.failbackNotBefore())) {
            ranking()
                    .betterThan(holder.get())
                    .ifPresent(better -> drain(
                            pool.held().orElseThrow(),
                            DrainCause.FAILBACK,
                            Trigger.of(ChangeCause.FAILBACK),
                            Optional.of(better.id())));
        }
    }

    private Ranking ranking() {
        return new Ranking(pool, turn.now());
    }

    private boolean isOver(ClusterTime until) {
        return !until.isAfter(turn.now());
    }
}
