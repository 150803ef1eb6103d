package dev.coordinator.server.lease.twin;

import dev.coordinator.server.lease.Alarm;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Dispute;
import dev.coordinator.server.lease.DrainCause;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.Grip;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.NextCheckIn;
import dev.coordinator.server.lease.Occupant;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import dev.coordinator.server.lease.Trigger;
import dev.coordinator.server.lease.twin.TwinPool.Life;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What one check-in does, in the order in which the contract tells it. */
final class TwinCheckIn {

    private final TwinLease lease;
    private final TwinPool pool;
    private final TwinSeat seat;

    TwinCheckIn(TwinLease lease, TwinPool pool, TwinSeat seat) {
        this.lease = lease;
        this.pool = pool;
        this.seat = seat;
    }

    /** Whose word counts comes first. */
    Decision hear(Command.CheckIn said) {
        Incarnation run = said.incarnation();
        boolean mine = run.equals(seat.run);
        boolean occupied = !seat.left && (!seat.run.isBare() || seat.live || pool.isHeldBy(seat));
        if (!mine && run.isBare() && occupied) {
            return Twin.refused(Refusal.INCARNATION_REQUIRED, "incarnation");
        }
        boolean speaksForItsLease = mine && pool.isHeldBy(seat);
        if (!run.isBare() && seat.wasEvicted(run) && !speaksForItsLease) {
            return superseded(RoleReason.EVICTED, said.seq());
        }
        if (mine && seat.left && !run.isBare()) {
            return superseded(RoleReason.LEFT, said.seq());
        }
        if (!mine && !run.isBare() && seat.dead.contains(run)) {
            diagnose(new Occupant(run, said.profile().address()));
            return superseded(RoleReason.REPLACED, said.seq());
        }
        boolean namesIt = !seat.run.isBare() && said.supersedes().contains(seat.run);
        boolean proven = seat.contenders.stream().anyMatch(c -> c.run().equals(run) && c.nonce() == said.nonce());
        if (!mine && occupied && !namesIt && !proven) {
            long nonce = seat.challenge(run, ++lease.count.nonces);
            return answer(
                    Role.STANDBY,
                    RoleReason.PROVE_INCARNATION,
                    Grip.NONE,
                    TwinChoice.exactly(0),
                    OptionalLong.empty(),
                    said.seq(),
                    nonce,
                    Handle.NONE);
        }
        if (mine && !run.isBare() && said.seq() <= seat.seq) {
            return Twin.refused(Refusal.STALE_SEQUENCE, "seq");
        }
        if (!mine) {
            take(run, new Occupant(run, said.profile().address()));
        }
        seat.profile = said.profile();
        seat.bury(said.supersedes());
        if (seat.handle.isNone() && !seat.run.isBare()) {
            seat.handle = new Handle(++lease.count.handles);
        }
        boolean succeeds = endsReignOfItsDead(said.supersedes());
        return counts(said.seq(), said.holding(), said.release(), succeeds);
    }

    private void take(Incarnation run, Occupant after) {
        Occupant before = seat.occupant();
        seat.takenBy(run);
        seat.handle = Handle.NONE;
        if (!before.incarnation().isBare()) {
            lease.noteSeat(
                    pool, seat, ChangeKind.SEAT_TAKEN, TwinLease.said(ChangeCause.NONE, after + " replaces " + before));
        }
    }

    /** Open: two are there when one that was replaced is heard of, and it is news when it isn't the one of last time. */
    private void diagnose(Occupant other) {
        boolean news = seat.dispute.isEmpty() || !seat.dispute.get().other().equals(other);
        if (!seat.left && news) {
            seat.dispute = Optional.of(new Dispute(seat.occupant(), other, lease.wall));
            lease.noteSeat(
                    pool,
                    seat,
                    ChangeKind.DUPLICATE_ID,
                    TwinLease.said(ChangeCause.NONE, other + " checks in beside " + seat.occupant()));
        }
    }

    /** "Then the old reign counts as released and a new epoch may be granted at once", unless it was to move. */
    private boolean endsReignOfItsDead(List<Incarnation> named) {
        boolean ends = pool.isHeldUnder(seat.id)
                && !pool.run.isBare()
                && !pool.run.equals(seat.run)
                && named.contains(pool.run);
        if (ends) {
            boolean wasToMove = pool.life == Life.DRAINING && pool.drainCause != DrainCause.UNELECTABLE;
            lease.end(pool, TwinLease.by(ChangeCause.SUPERSEDED));
            if (wasToMove) {
                lease.ranksLast(pool, seat);
            }
        }
        return ends;
    }

    /** A word that counts, in full or as a renewal. */
    Decision counts(long seq, Holding holding, boolean release, boolean succeeds) {
        seat.seq = seq;
        seat.heard(lease.now);
        lease.leaveBootstrap(pool);
        lease.failBack(pool);
        alarm(holding);
        boolean wants = !release && !(holding instanceof Holding.Claim) && TwinChoice.mayTake(pool, seat);
        boolean meantForAnother =
                pool.target().isPresent() && !pool.target().get().equals(seat.id);
        if (succeeds && wants && !meantForAnother && lease.now >= seat.yieldsUntil) {
            lease.grant(pool, seat);
            return primary(RoleReason.GRANTED);
        }
        if (pool.isHeldBy(seat)) {
            return hearHolder(holding, release);
        }
        return hearOther(holding, release);
    }

    /**
     * "Above every granted one = alarm", and so is one that was never its own. Open: told when it differs from what was told
     * of it last.
     */
    private void alarm(Holding holding) {
        if (!(holding instanceof Holding.Claim claim)) {
            return;
        }
        if (isForeign(claim.number()) && seat.alarmed != claim.number()) {
            seat.alarmed = claim.number();
            Optional<InstanceId> holder = pool.isLeased() ? Optional.of(pool.who) : Optional.empty();
            pool.alarms = new ArrayList<>(pool.alarms);
            pool.alarms.add(new Alarm(seat.id, seat.occupant(), claim.number(), holder, lease.wall));
            if (pool.alarms.size() > 8) {
                pool.alarms.remove(0);
            }
            lease.note(pool, ChangeKind.DUAL_CLAIM, Trigger.NONE, holder, Optional.of(seat.id), claim.number());
        }
    }

    /**
     * Open: what may have been its own and nobody knows is not foreign. The last 64 grants of the pool are known, and all that
     * came after the first of them; so is what came after the seat was made and after the last of its own among earlier ones.
     */
    private boolean isForeign(long epoch) {
        if (epoch > lease.count.epochs) {
            return true;
        }
        int kept = Math.max(0, pool.grants.size() - 64);
        long unknownUpTo = seat.madeAfter;
        for (TwinPool.Grant grant : pool.grants.subList(0, kept)) {
            unknownUpTo = grant.to().equals(seat.id) ? Math.max(unknownUpTo, grant.epoch()) : unknownUpTo;
        }
        List<TwinPool.Grant> known = pool.grants.subList(kept, pool.grants.size());
        for (TwinPool.Grant grant : known) {
            if (grant.epoch() == epoch) {
                return !grant.to().equals(seat.id);
            }
        }
        boolean isKnown =
                epoch > unknownUpTo || (!known.isEmpty() && epoch > known.get(0).epoch());
        return isKnown && lease.count.lost.stream().noneMatch(lost -> epoch > lost[0] && epoch <= lost[1]);
    }

    private Decision hearHolder(Holding holding, boolean release) {
        boolean draining = pool.life == Life.DRAINING;
        boolean electable = seat.profile.electable();
        boolean another = holding instanceof Holding.Claim claim && claim.number() != pool.epoch;
        boolean nothing = holding instanceof Holding.Nothing;
        if (release && !another) {
            return endsItsReign(TwinLease.by(ChangeCause.RELEASED));
        }
        if (!electable && (nothing || seat.run.isBare())) {
            return endsItsReign(unelectable());
        }
        if (nothing && draining) {
            return endsItsReign(TwinLease.by(ChangeCause.RELEASED));
        }
        if (!electable && !draining) {
            lease.drain(pool, DrainCause.UNELECTABLE, unelectable(), Optional.empty());
        } else if (!electable && pool.drainCause.isPlanned()) {
            // Open: the drain goes on without renewal, and what was promised to its target stands.
            lease.drain(pool, DrainCause.UNELECTABLE, pool.drainBy, pool.successor);
        }
        boolean isFinal = pool.drainCause == DrainCause.FORCED || pool.drainCause == DrainCause.EVICTED;
        boolean mayStay = seat.eligible() && !isFinal;
        if (pool.life == Life.DRAINING && !pool.drainCause.isPlanned() && !mayStay) {
            return unrenewed();
        }
        if (nothing) {
            lease.end(pool, TwinLease.by(ChangeCause.ANSWER_LOST));
            lease.grant(pool, seat);
            return primary(RoleReason.GRANTED);
        }
        return another ? mustStop() : renews(holding);
    }

    /** "A planned one renews the lease meanwhile." */
    private Decision renews(Holding holding) {
        boolean planned = pool.life == Life.DRAINING && pool.drainCause.isPlanned();
        if (pool.life == Life.DRAINING && !planned) {
            lease.callOff(pool, TwinLease.by(ChangeCause.ELECTABLE_AGAIN));
        }
        pool.deadline = Math.max(pool.deadline, lease.now + pool.settings().leaseTtlMillis());
        pool.confirmed |= holding instanceof Holding.Claim;
        if (!planned) {
            return primary(RoleReason.RENEWED);
        }
        if (pool.callOffAt == TwinPool.NEVER) {
            pool.callOffAt = lease.now + pool.settings().drainTimeoutMillis();
        }
        return handsOver();
    }

    private Trigger unelectable() {
        return TwinLease.said(ChangeCause.UNELECTABLE, seat.profile.unelectableReason());
    }

    /** "Never answered PRIMARY and its sender ranks last for one interval." */
    private Decision endsItsReign(Trigger how) {
        lease.end(pool, how);
        lease.ranksLast(pool, seat);
        lease.fill(pool);
        return seat.isEvicted()
                ? superseded(RoleReason.EVICTED, seat.seq)
                : aside(RoleReason.YIELDED, OptionalLong.empty());
    }

    private Decision hearOther(Holding holding, boolean release) {
        boolean wants = !release && !(holding instanceof Holding.Claim);
        if (release) {
            // Open: one that gives up what it doesn't hold ranks last as well.
            lease.ranksLast(pool, seat);
        }
        if (!wants && pool.isAwaiting(seat)) {
            // Open: the one awaited that can't take the lease by its own word makes room for another that is fresh.
            TwinChoice.freshCandidates(pool, lease.now).stream()
                    .filter(other -> other != seat)
                    .findFirst()
                    .ifPresent(other ->
                            lease.designate(pool, other, TwinLease.by(ChangeCause.NO_SHOW), Optional.of(seat.id)));
        }
        lease.reconsider(pool);
        List<TwinSeat> fresh = TwinChoice.freshCandidates(pool, lease.now);
        boolean isBest = pool.life == Life.VACANT && !fresh.isEmpty() && fresh.get(0) == seat;
        if (wants && TwinChoice.mayTake(pool, seat) && (pool.isAwaiting(seat) || isBest)) {
            lease.grant(pool, seat);
            return primary(RoleReason.GRANTED);
        }
        lease.fill(pool);
        boolean claims = holding instanceof Holding.Claim;
        return aside(whyStandby(holding), claims ? OptionalLong.of(0) : OptionalLong.empty());
    }

    private RoleReason whyStandby(Holding holding) {
        if (pool.isLeased() && pool.who.equals(seat.id)) {
            return RoleReason.PREDECESSOR_HOLDS;
        }
        if (holding instanceof Holding.Claim) {
            return RoleReason.EPOCH_ENDED;
        }
        if (pool.life == Life.BOOTSTRAPPING) {
            return RoleReason.BOOTSTRAPPING;
        }
        if (pool.life == Life.QUIET) {
            return RoleReason.QUIET;
        }
        if (pool.life == Life.DELETED) {
            return RoleReason.POOL_DELETED;
        }
        if (lease.now < seat.yieldsUntil) {
            return RoleReason.YIELDED;
        }
        if (pool.isLeased()) {
            return RoleReason.ANOTHER_HOLDS;
        }
        return pool.life == Life.DESIGNATED ? RoleReason.ANOTHER_DESIGNATED : RoleReason.PAUSED;
    }

    private Decision primary(RoleReason reason) {
        long valid = pool.settings().leaseTtlMillis() - pool.settings().safetyMarginMillis();
        return seated(Role.PRIMARY, reason, new Grip(Optional.of(new Epoch(pool.epoch)), valid), OptionalLong.empty());
    }

    /** "One that is forced, cordoned or unelectable does not: its answers carry max(0, deadline - stamp - margin)." */
    private Decision unrenewed() {
        long left = pool.deadline - lease.now;
        // Open: what is left of a lease from longer settings counts as one TTL, which the margin is meant for.
        long valid = Math.max(
                0,
                Math.min(left, pool.settings().leaseTtlMillis())
                        - pool.settings().safetyMarginMillis());
        return drains(valid, left);
    }

    private Decision handsOver() {
        long valid = pool.settings().leaseTtlMillis() - pool.settings().safetyMarginMillis();
        return drains(valid, pool.callOffAt - lease.now);
    }

    private Decision drains(long valid, long within) {
        RoleReason reason = switch (pool.drainCause) {
            case UNELECTABLE -> RoleReason.REPORTED_UNELECTABLE;
            case CORDONED -> RoleReason.CORDONED;
            case EVICTED -> RoleReason.EVICTED;
            case FORCED, SWITCHOVER, FAILBACK -> RoleReason.HANDOVER;
        };
        Grip grip = new Grip(Optional.of(new Epoch(pool.epoch)), valid);
        return seated(Role.DRAINING, reason, grip, OptionalLong.of(within));
    }

    /** It doesn't hold the lease. */
    private Decision aside(RoleReason reason, OptionalLong stop) {
        if (!seat.profile.electable()) {
            return seated(Role.UNELECTABLE, RoleReason.REPORTED_UNELECTABLE, Grip.NONE, stop);
        }
        if (seat.cordon.isPresent()) {
            return seated(Role.UNELECTABLE, RoleReason.CORDONED, Grip.NONE, stop);
        }
        return seated(Role.STANDBY, reason, Grip.NONE, stop);
    }

    /** "An ended epoch = told to stop, not counted as holding." */
    private Decision mustStop() {
        return seated(Role.STANDBY, RoleReason.EPOCH_ENDED, Grip.NONE, OptionalLong.of(0));
    }

    private Decision superseded(RoleReason reason, long seq) {
        NextCheckIn next = TwinChoice.spread(pool.settings().checkInIntervalMillis());
        return answer(Role.SUPERSEDED, reason, Grip.NONE, next, OptionalLong.empty(), seq, 0, Handle.NONE);
    }

    private Decision seated(Role role, RoleReason reason, Grip grip, OptionalLong stopWithin) {
        NextCheckIn next = TwinChoice.nextCheckIn(pool, seat, lease.now);
        seat.comesAt = lease.now + next.millis();
        return answer(role, reason, grip, next, stopWithin, seat.seq, 0, seat.handle);
    }

    private Decision answer(
            Role role,
            RoleReason reason,
            Grip grip,
            NextCheckIn next,
            OptionalLong stopWithin,
            long seq,
            long nonce,
            Handle handle) {
        return new Decision.Answer(
                pool.name,
                seat.id,
                role,
                reason,
                grip,
                next,
                stopWithin,
                TwinViews.primary(pool),
                TwinChoice.nextInLine(pool, lease.now),
                pool.pause.isPresent(),
                seq,
                nonce,
                handle,
                role == Role.SUPERSEDED ? Optional.of(seat.occupant()) : Optional.empty());
    }
}
