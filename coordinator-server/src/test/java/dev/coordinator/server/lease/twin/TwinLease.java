package dev.coordinator.server.lease.twin;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Appointment;
import dev.coordinator.server.lease.Candidate;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.DrainCause;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Trigger;
import dev.coordinator.server.lease.twin.TwinPool.Life;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What one entry's time and commands do to a pool's lease. */
final class TwinLease {

    final long now;
    final long wall;
    final TwinCount count;
    private final Consumer<Change> changes;

    TwinLease(long now, long wall, TwinCount count, Consumer<Change> changes) {
        this.now = now;
        this.wall = wall;
        this.count = count;
        this.changes = changes;
    }

    static Trigger by(ChangeCause cause) {
        return new Trigger(cause, Actor.NONE, 0);
    }

    static Trigger said(ChangeCause cause, String words) {
        return new Trigger(cause, new Actor("", words), 0);
    }

    /** All that is so by now. Doing it again changes nothing. */
    void settle(TwinPool pool) {
        pool.seats.forEach(seat -> {
            lose(pool, seat);
            endCordon(pool, seat);
        });
        if (pool.pause.isPresent() && now >= pool.pause.get().until().millis()) {
            pool.pause = Optional.empty();
            note(pool, ChangeKind.RESUMED, by(ChangeCause.LAPSED), Optional.empty(), Optional.empty(), 0);
        }
        if ((pool.life == Life.QUIET || pool.life == Life.DELETED) && now >= pool.deadline) {
            vacate(pool, pool.life == Life.QUIET ? pool.vacantBy : TwinPool.first(), Optional.empty());
            waitForCompany(pool);
        }
        if (pool.isLeased() && now >= pool.deadline) {
            expire(pool);
        }
        reconsider(pool);
        leaveBootstrap(pool);
        fill(pool);
        keepAppointment(pool);
        long retention = pool.settings().retentionMillis();
        pool.seats.removeIf(seat ->
                !seat.live && seat.cordon.isEmpty() && !pool.isAbout(seat) && now >= seat.rememberedFrom() + retention);
        failBack(pool);
    }

    /** "Honoured exactly once", as if it were asked for now, or dropped with the reason. */
    private void keepAppointment(TwinPool pool) {
        if (pool.appointment.isEmpty() || now < pool.appointment.get().due().millis()) {
            return;
        }
        Appointment word = pool.appointment.get();
        pool.appointment = Optional.empty();
        Optional<ChangeCause> against = TwinChoice.againstSwitchover(pool, word.to(), now);
        if (wall > word.atWallMillis() + 5 * 60_000) {
            against = Optional.of(ChangeCause.TOO_LATE);
        }
        ChangeKind kind = against.isPresent() ? ChangeKind.SWITCHOVER_DROPPED : ChangeKind.SWITCHOVER_BEGUN;
        Trigger why = new Trigger(against.orElse(ChangeCause.SCHEDULED), word.actor(), 0);
        noteAppointment(pool, kind, why, word);
        if (against.isEmpty()) {
            new TwinOperator(this, pool, word.actor()).switchOver(word.to());
        }
    }

    /** Open: a loss counts from the moment it fell due; those out of the window are dropped then, and sixteen are kept. */
    private void lose(TwinPool pool, TwinSeat seat) {
        long lostAt = seat.heardAt + pool.settings().leaseTtlMillis();
        if (seat.live && now >= lostAt) {
            seat.live = false;
            seat.noteEligibility(now);
            seat.losses.removeIf(loss -> loss + pool.settings().flapWindowMillis() <= lostAt);
            seat.losses.add(lostAt);
            if (seat.losses.size() > 16) {
                seat.losses.remove(0);
            }
        }
    }

    /** "Both ends are recorded." */
    private void endCordon(TwinPool pool, TwinSeat seat) {
        if (seat.cordon.isPresent() && now >= seat.cordon.get().until().millis()) {
            seat.cordon = Optional.empty();
            seat.noteEligibility(now);
            noteSeat(pool, seat, ChangeKind.UNCORDONED, by(ChangeCause.LAPSED));
        }
    }

    private void expire(TwinPool pool) {
        int missed = 0;
        Optional<TwinSeat> holder = pool.seat(pool.who).filter(pool::isHeldBy);
        if (holder.isPresent() && now >= holder.get().comesAt) {
            long late = now - holder.get().comesAt;
            missed = (int) (1 + late / pool.settings().checkInIntervalMillis());
        }
        end(pool, new Trigger(ChangeCause.EXPIRED, Actor.NONE, missed));
    }

    /** Is the one awaited to be awaited still, the handover to go on? */
    void reconsider(TwinPool pool) {
        if (pool.life == Life.DESIGNATED) {
            passOver(pool);
        }
        if (pool.life == Life.DRAINING && pool.drainCause.isPlanned()) {
            boolean targetThere = pool.successor
                    .flatMap(pool::seat)
                    .filter(TwinSeat::eligible)
                    .isPresent();
            if (now >= pool.callOffAt) {
                callOff(pool, by(ChangeCause.TIMED_OUT));
            } else if (!targetThere) {
                callOff(pool, by(ChangeCause.TARGET_LOST));
            } else if (pool.drainCause == DrainCause.FAILBACK && pool.pause.isPresent()) {
                callOff(pool, new Trigger(ChangeCause.PAUSED, pool.pause.get().actor(), 0));
            }
        }
    }

    /** "DESIGNATED(i) to DESIGNATED(j) or VACANT: i no longer fresh, unelectable, gone; or paused." */
    private void passOver(TwinPool pool) {
        Optional<TwinSeat> awaited = pool.seat(pool.who);
        boolean comes = awaited.isPresent()
                && TwinChoice.mayTake(pool, awaited.get())
                && awaited.get().run.equals(pool.run)
                && TwinChoice.isFresh(pool, awaited.get(), now);
        if (comes) {
            return;
        }
        Trigger why = whyNot(pool, awaited);
        Optional<InstanceId> was = Optional.of(pool.who);
        pool.life = Life.VACANT;
        List<TwinSeat> others = TwinChoice.freshCandidates(pool, now);
        if (others.isEmpty()) {
            tellVacated(pool, why, was, 0);
        } else {
            designate(pool, others.get(0), why, was);
        }
    }

    private static Trigger whyNot(TwinPool pool, Optional<TwinSeat> awaited) {
        if (awaited.isPresent() && awaited.get().isEvicted()) {
            return new Trigger(ChangeCause.EVICTED, awaited.get().eviction.get().actor(), 0);
        }
        if (awaited.isEmpty() || awaited.get().left) {
            return by(ChangeCause.LEFT);
        }
        TwinSeat seat = awaited.get();
        if (seat.cordon.isPresent()) {
            return new Trigger(ChangeCause.CORDONED, seat.cordon.get().actor(), 0);
        }
        if (!seat.profile.electable()) {
            return said(ChangeCause.UNELECTABLE, seat.profile.unelectableReason());
        }
        return TwinChoice.mayTake(pool, seat) || pool.pause.isEmpty()
                ? by(ChangeCause.NO_SHOW)
                : new Trigger(ChangeCause.PAUSED, pool.pause.get().actor(), 0);
    }

    /** "Before a pool's first grant only", and not when an operator names whom it is meant for. */
    void waitForCompany(TwinPool pool) {
        if (pool.life == Life.VACANT
                && pool.lastPrimary.isEmpty()
                && pool.vacantFor.isEmpty()
                && pool.settings().minCandidates() > 1) {
            pool.life = Life.BOOTSTRAPPING;
        }
    }

    /** "min_candidates seen or bootstrap_wait over." */
    void leaveBootstrap(TwinPool pool) {
        if (pool.life != Life.BOOTSTRAPPING) {
            return;
        }
        long candidates = pool.seats.stream().filter(TwinSeat::eligible).count();
        if (now >= pool.ends() || candidates >= pool.settings().minCandidates()) {
            pool.life = Life.VACANT;
            pool.vacantBy = TwinPool.first();
            pool.vacantFor = Optional.empty();
        }
    }

    /** "VACANT to DESIGNATED(i): i ranks first among the fresh." */
    void fill(TwinPool pool) {
        if (pool.life == Life.VACANT) {
            TwinChoice.freshCandidates(pool, now).stream()
                    .findFirst()
                    .ifPresent(first -> designate(pool, first, pool.vacantBy, pool.lastPrimary));
        }
    }

    /** "Prefer a higher priority again after that much health; by handover only", from a primary that is well. */
    void failBack(TwinPool pool) {
        Optional<TwinSeat> holder =
                pool.seat(pool.who).filter(seat -> pool.isHeldBy(seat) && TwinChoice.isFresh(pool, seat, now));
        boolean may = pool.life == Life.HELD
                && pool.settings().failback()
                && pool.pause.isEmpty()
                && now >= pool.failbackNotBefore;
        if (may && holder.isPresent()) {
            TwinChoice.healthyAbove(pool, holder.get(), now)
                    .ifPresent(better ->
                            drain(pool, DrainCause.FAILBACK, by(ChangeCause.FAILBACK), Optional.of(better.id)));
        }
    }

    void designate(TwinPool pool, TwinSeat seat, Trigger why, Optional<InstanceId> from) {
        List<Candidate> record = TwinChoice.record(pool, Optional.of(seat), now);
        pool.life = Life.DESIGNATED;
        pool.who = seat.id;
        pool.run = seat.run;
        Optional<InstanceId> to = Optional.of(seat.id);
        tell(pool, new Change(pool.name, ChangeKind.DESIGNATED, why, from, to, 0, wall, 0, record));
    }

    void grant(TwinPool pool, TwinSeat seat) {
        List<Candidate> record = TwinChoice.record(pool, Optional.of(seat), now);
        Optional<InstanceId> from = pool.lastPrimary;
        if (pool.target().isPresent() && pool.moveTrigger().cause() != ChangeCause.FAILBACK) {
            // Open: and after an operator's move.
            rest(pool);
        }
        pool.life = Life.HELD;
        pool.who = seat.id;
        pool.run = seat.run;
        pool.epoch = ++count.epochs;
        pool.since = now;
        pool.sinceWall = wall;
        pool.deadline = now + pool.settings().leaseTtlMillis();
        pool.confirmed = false;
        pool.grants.add(new TwinPool.Grant(seat.id, pool.epoch));
        pool.lastPrimary = Optional.of(seat.id);
        long gap = now - pool.vacantSince;
        Optional<InstanceId> to = Optional.of(seat.id);
        tell(pool, new Change(pool.name, ChangeKind.GRANTED, pool.vacantBy, from, to, pool.epoch, wall, gap, record));
    }

    /**
     * The reign is over. Open: what a drain was for is why the next one is primary; a holder that drained and is there ranks
     * last for an interval.
     */
    void end(TwinPool pool, Trigger how) {
        Optional<InstanceId> was = Optional.of(pool.who);
        Optional<TwinSeat> holder = pool.seat(pool.who).filter(pool::isHeldBy);
        if (pool.life == Life.DRAINING) {
            holder.ifPresent(seat -> ranksLast(pool, seat));
            Trigger drain = pool.drainBy;
            vacate(pool, new Trigger(drain.cause(), drain.actor(), how.missedCheckIns()), pool.successor);
        } else {
            vacate(pool, how, Optional.empty());
        }
        holder.filter(TwinSeat::isEvicted).ifPresent(seat -> seat.isGone(now));
        tellVacated(pool, how, was, pool.epoch);
    }

    private void vacate(TwinPool pool, Trigger why, Optional<InstanceId> target) {
        pool.life = Life.VACANT;
        pool.vacantSince = Math.min(now, pool.deadline);
        pool.vacantBy = why;
        pool.vacantFor = target;
    }

    /** "Ranks last for one interval." */
    void ranksLast(TwinPool pool, TwinSeat seat) {
        seat.yieldsUntil = now + pool.settings().checkInIntervalMillis();
    }

    void drain(TwinPool pool, DrainCause cause, Trigger why, Optional<InstanceId> successor) {
        pool.callOffAt = TwinPool.NEVER;
        drainOn(pool, cause, why, successor);
    }

    /** The time to stop, if it runs already, runs on. */
    void drainOn(TwinPool pool, DrainCause cause, Trigger why, Optional<InstanceId> successor) {
        pool.life = Life.DRAINING;
        pool.drainCause = cause;
        pool.drainBy = why;
        pool.successor = successor;
        note(pool, ChangeKind.DRAINING, why, Optional.of(pool.who), successor, pool.epoch);
    }

    private void rest(TwinPool pool) {
        pool.failbackNotBefore =
                now + Math.max(pool.settings().holdDownMillis(), pool.settings().drainTimeoutMillis());
    }

    void callOff(TwinPool pool, Trigger why) {
        if (pool.drainCause != DrainCause.UNELECTABLE && pool.drainCause != DrainCause.CORDONED) {
            // Open: after a move that was called off failback rests.
            rest(pool);
        }
        pool.life = Life.HELD;
        Optional<InstanceId> holder = Optional.of(pool.who);
        note(pool, ChangeKind.DRAIN_CALLED_OFF, why, holder, holder, pool.epoch);
    }

    void notePool(TwinPool pool, ChangeKind kind, Trigger trigger) {
        note(pool, kind, trigger, Optional.empty(), Optional.empty(), 0);
    }

    void noteSeat(TwinPool pool, TwinSeat seat, ChangeKind kind, Trigger trigger) {
        note(pool, kind, trigger, Optional.of(seat.id), Optional.of(seat.id), 0);
    }

    void note(
            TwinPool pool,
            ChangeKind kind,
            Trigger trigger,
            Optional<InstanceId> from,
            Optional<InstanceId> to,
            long epoch) {
        tell(pool, new Change(pool.name, kind, trigger, from, to, epoch, wall, 0, List.of()));
    }

    /** What was scheduled is told with the time for which it was, so that its end can be understood by itself. */
    void noteAppointment(TwinPool pool, ChangeKind kind, Trigger trigger, Appointment about) {
        Optional<InstanceId> nobody = Optional.empty();
        long at = about.atWallMillis();
        tell(pool, new Change(pool.name, kind, trigger, nobody, about.to(), 0, wall, 0, at, List.of()));
    }

    private void tellVacated(TwinPool pool, Trigger how, Optional<InstanceId> from, long epoch) {
        List<Candidate> record = TwinChoice.record(pool, Optional.empty(), now);
        tell(pool, new Change(pool.name, ChangeKind.VACATED, how, from, Optional.empty(), epoch, wall, 0, record));
    }

    private void tell(TwinPool pool, Change change) {
        List<ChangeKind> ofTheLease = List.of(
                ChangeKind.VACATED,
                ChangeKind.DESIGNATED,
                ChangeKind.GRANTED,
                ChangeKind.DRAINING,
                ChangeKind.DRAIN_CALLED_OFF);
        if (ofTheLease.contains(change.kind())) {
            pool.lastChange = Optional.of(change);
        }
        changes.accept(change);
    }
}
