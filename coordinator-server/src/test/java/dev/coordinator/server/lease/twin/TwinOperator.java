package dev.coordinator.server.lease.twin;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Appointment;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Cordon;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.DrainCause;
import dev.coordinator.server.lease.Eviction;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.Pause;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.SettingsChange;
import dev.coordinator.server.lease.Trigger;
import dev.coordinator.server.lease.twin.TwinPool.Life;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;

/** An operator's word on one pool. */
final class TwinOperator {

    private static final long YEAR = 365L * 24 * 3_600_000;

    private final TwinLease lease;
    private final TwinPool pool;
    private final Actor actor;

    TwinOperator(TwinLease lease, TwinPool pool, Actor actor) {
        this.lease = lease;
        this.pool = pool;
        this.actor = actor;
    }

    Decision hear(Operation word) {
        if (word instanceof Operation.Delete) {
            return delete();
        }
        if (pool.life == Life.DELETED) {
            return Twin.refused(Refusal.POOL_DELETED, "pool");
        }
        if (word instanceof Operation.Switchover switchover) {
            return switchOver(switchover.to());
        }
        if (word instanceof Operation.Failover failover) {
            return failOver(failover.to(), failover.unsafeNow());
        }
        if (word instanceof Operation.CallOff) {
            return callOff();
        }
        if (word instanceof Operation.Pause pause) {
            return pause(pause.forMillis());
        }
        if (word instanceof Operation.Resume) {
            return resume();
        }
        if (word instanceof Operation.Schedule schedule) {
            return schedule(schedule.to(), schedule.atWallMillis());
        }
        if (word instanceof Operation.Unschedule) {
            pool.appointment.ifPresent(each -> unschedule(each));
            return done();
        }
        if (word instanceof Operation.Evict evict) {
            return evict(evict.instance(), evict.run());
        }
        return word instanceof Operation.Cordon cordon
                ? cordon(cordon)
                : uncordon(((Operation.Uncordon) word).instance());
    }

    Decision switchOver(Optional<InstanceId> to) {
        Optional<Decision> unfit = unfit(to);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        if (!pool.isLeased()) {
            return Twin.refused(Refusal.NO_PRIMARY, "pool");
        }
        boolean draining = pool.life == Life.DRAINING;
        Optional<InstanceId> target = to.or(() -> draining ? pool.successor : Optional.empty())
                .or(() -> TwinChoice.bestOther(pool, lease.now));
        if (target.isEmpty()) {
            return Twin.refused(Refusal.NO_SUCCESSOR, "pool");
        }
        if (!draining) {
            lease.drain(pool, DrainCause.SWITCHOVER, by(ChangeCause.SWITCHOVER), target);
        } else if (!target.equals(pool.successor) || pool.drainCause == DrainCause.FAILBACK) {
            // Open: a drain that runs goes on in its way; a failback becomes the operator's.
            DrainCause cause = pool.drainCause == DrainCause.FAILBACK ? DrainCause.SWITCHOVER : pool.drainCause;
            lease.drainOn(pool, cause, by(ChangeCause.SWITCHOVER), target);
        }
        return done();
    }

    /** "A second takes its place"; the leader's wall clock turns the time into one of the cluster. */
    private Decision schedule(Optional<InstanceId> to, long atWall) {
        if (to.isPresent() && pool.seat(to.get()).isEmpty()) {
            return Twin.refused(Refusal.UNKNOWN_INSTANCE, "to");
        }
        long ahead = atWall - lease.wall;
        if (ahead < 1 || ahead > YEAR / 365 * 30) {
            return Twin.refused(Refusal.OUT_OF_RANGE, "at");
        }
        boolean same = pool.appointment.isPresent()
                && pool.appointment.get().to().equals(to)
                && pool.appointment.get().atWallMillis() == atWall;
        if (!same) {
            ClusterTime due = new ClusterTime(lease.now + ahead);
            Appointment made = new Appointment(to, due, atWall, lease.wall, actor);
            pool.appointment = Optional.of(made);
            lease.noteAppointment(pool, ChangeKind.SWITCHOVER_SCHEDULED, by(ChangeCause.REQUESTED), made);
        }
        return done();
    }

    private void unschedule(Appointment appointment) {
        pool.appointment = Optional.empty();
        lease.noteAppointment(pool, ChangeKind.SWITCHOVER_DROPPED, by(ChangeCause.REQUESTED), appointment);
    }

    private Decision failOver(Optional<InstanceId> to, boolean unsafeNow) {
        boolean quiet = pool.life == Life.QUIET;
        if (quiet && !unsafeNow) {
            return Twin.refused(Refusal.POOL_QUIET, "unsafe_now");
        }
        Optional<Decision> unfit = unfit(to);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        Optional<InstanceId> target = to.or(() -> TwinChoice.bestOther(pool, lease.now));
        if (target.isEmpty()) {
            return Twin.refused(Refusal.NO_SUCCESSOR, "pool");
        }
        Trigger why = by(unsafeNow ? ChangeCause.UNSAFE_NOW : ChangeCause.FAILOVER);
        boolean awaited = pool.life == Life.DESIGNATED
                && pool.who.equals(target.get())
                && pool.target().equals(target)
                && pool.moveTrigger().cause() != ChangeCause.FAILBACK;
        boolean forced =
                pool.life == Life.DRAINING && pool.drainCause == DrainCause.FORCED && pool.successor.equals(target);
        if (pool.isLeased() && unsafeNow) {
            takeAway(why, target);
        } else if (pool.isLeased() && !forced) {
            lease.drain(pool, DrainCause.FORCED, why, target);
        } else if (!pool.isLeased() && !awaited) {
            pool.life = Life.VACANT;
            pool.vacantSince = quiet ? lease.now : pool.vacantSince;
            pool.vacantBy = why;
            pool.vacantFor = target;
            lease.fill(pool);
        }
        return done();
    }

    /** As if it drained for the target and ended now. */
    private void takeAway(Trigger why, Optional<InstanceId> target) {
        pool.life = Life.DRAINING;
        pool.drainBy = why;
        pool.successor = target;
        lease.end(pool, why);
        lease.fill(pool);
    }

    private Decision callOff() {
        if (pool.life == Life.DRAINING) {
            TwinSeat holder = pool.seat(pool.who).orElseThrow();
            boolean itself = pool.isHeldBy(holder) && (holder.isEvicted() || !holder.profile.electable());
            boolean mustNotBe = holder.cordon.isPresent() || itself;
            boolean isHandover = pool.drainCause.isPlanned() || pool.drainCause == DrainCause.FORCED;
            if (!isHandover || mustNotBe) {
                return Twin.refused(Refusal.NO_HANDOVER, "pool");
            }
            lease.callOff(pool, by(ChangeCause.REQUESTED));
        }
        return done();
    }

    private Decision pause(OptionalLong millis) {
        if (isOutOfRange(millis)) {
            return Twin.refused(Refusal.OUT_OF_RANGE, "for_ms");
        }
        pool.pause = Optional.of(new Pause(until(millis), lease.wall, actor));
        lease.notePool(pool, ChangeKind.PAUSED, by(ChangeCause.REQUESTED));
        lease.reconsider(pool);
        return new Decision.Operated(holder(), Optional.empty(), millis);
    }

    private Decision resume() {
        if (pool.pause.isPresent()) {
            pool.pause = Optional.empty();
            lease.notePool(pool, ChangeKind.RESUMED, by(ChangeCause.REQUESTED));
            lease.fill(pool);
        }
        return done();
    }

    private Decision cordon(Operation.Cordon word) {
        if (isOutOfRange(word.forMillis())) {
            return Twin.refused(Refusal.OUT_OF_RANGE, "for_ms");
        }
        Optional<TwinSeat> known = pool.seat(word.instance());
        if (known.isEmpty()) {
            return Twin.refused(Refusal.UNKNOWN_INSTANCE, "instance_id");
        }
        TwinSeat seat = known.get();
        seat.cordon = Optional.of(new Cordon(until(word.forMillis()), lease.wall, actor));
        seat.noteEligibility(lease.now);
        lease.noteSeat(pool, seat, ChangeKind.CORDONED, by(ChangeCause.REQUESTED));
        if (pool.isHeldUnder(seat.id) && pool.life == Life.HELD) {
            lease.drain(pool, DrainCause.CORDONED, by(ChangeCause.CORDONED), Optional.empty());
        } else if (pool.isHeldUnder(seat.id) && pool.drainCause.isPlanned()) {
            boolean failback = pool.drainCause == DrainCause.FAILBACK;
            Optional<InstanceId> named = failback ? Optional.empty() : pool.successor;
            lease.drain(pool, DrainCause.CORDONED, by(ChangeCause.CORDONED), named);
        }
        lease.reconsider(pool);
        return new Decision.Operated(holder(), pool.target(), word.forMillis());
    }

    private Decision uncordon(InstanceId id) {
        Optional<TwinSeat> known = pool.seat(id);
        if (known.isEmpty()) {
            return Twin.refused(Refusal.UNKNOWN_INSTANCE, "instance_id");
        }
        TwinSeat seat = known.get();
        if (seat.cordon.isPresent()) {
            seat.cordon = Optional.empty();
            seat.noteEligibility(lease.now);
            lease.noteSeat(pool, seat, ChangeKind.UNCORDONED, by(ChangeCause.REQUESTED));
            lease.leaveBootstrap(pool);
            lease.fill(pool);
        }
        return done();
    }

    /** "Ended it": at once if it holds nothing, and with its lease otherwise. */
    private Decision evict(InstanceId id, Optional<Incarnation> meant) {
        Optional<TwinSeat> known = pool.seat(id);
        if (known.isEmpty()) {
            return Twin.refused(Refusal.UNKNOWN_INSTANCE, "instance_id");
        }
        TwinSeat seat = known.get();
        boolean another = meant.isPresent() && !meant.get().equals(seat.run);
        if (another && !seat.dead.contains(meant.get()) && !seat.wasEvicted(meant.get())) {
            return Twin.refused(Refusal.WRONG_INCARNATION, "incarnation");
        }
        if (another || seat.left || seat.isEvicted()) {
            return done();
        }
        seat.eviction = Optional.of(new Eviction(seat.run, new ClusterTime(lease.now), lease.wall, actor));
        seat.noteEligibility(lease.now);
        lease.noteSeat(pool, seat, ChangeKind.EVICTED, by(ChangeCause.REQUESTED));
        if (!pool.isHeldBy(seat)) {
            seat.isGone(lease.now);
        }
        if (pool.isHeldUnder(id) && !(pool.life == Life.DRAINING && pool.drainCause == DrainCause.EVICTED)) {
            boolean named = pool.life == Life.DRAINING && pool.drainBy.cause() != ChangeCause.FAILBACK;
            Optional<InstanceId> next = named ? pool.successor : Optional.empty();
            lease.drain(pool, DrainCause.EVICTED, by(ChangeCause.EVICTED), next);
        }
        lease.reconsider(pool);
        lease.fill(pool);
        return done();
    }

    /** "Deleted with a live lease: the name grants nothing until its deadline." */
    private Decision delete() {
        boolean again = pool.life == Life.DELETED;
        if (again && pool.seats.isEmpty() && pool.set.equals(SettingsChange.NONE)) {
            return done();
        }
        boolean leased = again || pool.isLeased();
        pool.seats.clear();
        pool.set = SettingsChange.NONE;
        pool.lastPrimary = Optional.empty();
        pool.pause = Optional.empty();
        pool.appointment = Optional.empty();
        pool.failbackNotBefore = 0;
        pool.alarms = new ArrayList<>();
        pool.grants.clear();
        pool.lastChange = Optional.empty();
        pool.life = leased ? Life.DELETED : Life.VACANT;
        pool.vacantSince = lease.now;
        pool.vacantBy = TwinPool.first();
        pool.vacantFor = Optional.empty();
        if (leased) {
            Optional<InstanceId> holder = Optional.of(pool.who);
            lease.note(pool, ChangeKind.POOL_DELETED, by(ChangeCause.DELETED), holder, Optional.empty(), pool.epoch);
        } else {
            lease.notePool(pool, ChangeKind.POOL_DELETED, by(ChangeCause.REQUESTED));
        }
        return done();
    }

    private Optional<Decision> unfit(Optional<InstanceId> named) {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Optional<TwinSeat> known = pool.seat(named.get());
        if (known.isEmpty()) {
            return Optional.of(Twin.refused(Refusal.UNKNOWN_INSTANCE, "to"));
        }
        return pool.isHeldUnder(named.get()) || !known.get().eligible()
                ? Optional.of(Twin.refused(Refusal.UNFIT_TARGET, "to"))
                : Optional.empty();
    }

    private static boolean isOutOfRange(OptionalLong millis) {
        return millis.isPresent() && (millis.getAsLong() < 1 || millis.getAsLong() > YEAR);
    }

    private ClusterTime until(OptionalLong millis) {
        return millis.isPresent() ? new ClusterTime(lease.now + millis.getAsLong()) : ClusterTime.NEVER;
    }

    private Trigger by(ChangeCause cause) {
        return new Trigger(cause, actor, 0);
    }

    private Optional<InstanceId> holder() {
        return pool.isLeased() ? Optional.of(pool.who) : Optional.empty();
    }

    private Decision done() {
        long end = pool.ends();
        return new Decision.Operated(
                holder(),
                pool.life == Life.DESIGNATED ? Optional.of(pool.who) : pool.target(),
                end == TwinPool.NEVER ? OptionalLong.empty() : OptionalLong.of(end - lease.now));
    }
}
