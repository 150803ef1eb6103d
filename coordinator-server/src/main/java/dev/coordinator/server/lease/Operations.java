package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What an operator's word does to one pool. */
final class Operations {

    private static final long LONGEST_WORD_MILLIS = 365L * 24 * 3_600_000;

    private final Turn turn;
    private final Pool pool;
    private final Actor actor;
    private final Succession succession;

    Operations(Turn turn, Pool pool, Actor actor) {
        this.turn = turn;
        this.pool = pool;
        this.actor = actor;
        this.succession = new Succession(turn, pool);
    }

    Decision perform(Operation operation) {
        if (operation instanceof Operation.Delete) {
            return delete();
        }
        if (pool.tenure() instanceof Tenure.Deleted) {
            return refused(
                    Refusal.POOL_DELETED,
                    "pool",
                    "a pool that is not deleted",
                    pool.name().value());
        }
        if (operation instanceof Operation.Switchover switchover) {
            return switchOver(switchover);
        }
        if (operation instanceof Operation.Failover failover) {
            return failOver(failover);
        }
        if (operation instanceof Operation.CallOff) {
            return callOff();
        }
        if (operation instanceof Operation.Pause pause) {
            return pause(pause);
        }
        if (operation instanceof Operation.Cordon cordon) {
            return cordon(cordon);
        }
        if (operation instanceof Operation.Uncordon uncordon) {
            return uncordon(uncordon);
        }
        if (operation instanceof Operation.Schedule schedule) {
            return schedule(schedule);
        }
        if (operation instanceof Operation.Unschedule) {
            new Appointments(turn, pool).cancel(actor);
            return operated();
        }
        if (operation instanceof Operation.Evict evict) {
            return evict(evict);
        }
        return resume();
    }

    private Decision switchOver(Operation.Switchover switchover) {
        Optional<Decision> unfit = unfit(switchover.to());
        if (unfit.isPresent()) {
            return unfit.get();
        }
        if (pool.tenure() instanceof Tenure.Draining draining) {
            return retarget(draining, switchover.to());
        }
        if (!(pool.tenure() instanceof Tenure.Held held)) {
            return refused(
                    Refusal.NO_PRIMARY,
                    "pool",
                    "a pool with a primary",
                    pool.name().value());
        }
        Optional<InstanceId> successor = successor(switchover.to());
        if (successor.isEmpty()) {
            return noSuccessor();
        }
        succession.drain(held, DrainCause.SWITCHOVER, Trigger.by(actor, ChangeCause.SWITCHOVER), successor);
        return operated();
    }

    private Decision schedule(Operation.Schedule schedule) {
        Optional<InstanceId> unknown = schedule.to().filter(id -> pool.seat(id).isEmpty());
        return unknown.isPresent()
                ? unknown("to", unknown.get())
                : new Appointments(turn, pool).make(schedule, actor).orElseGet(this::operated);
    }

    /** A drain that runs goes on, for the benefit of the one named now. */
    private Decision retarget(Tenure.Draining draining, Optional<InstanceId> to) {
        Optional<InstanceId> successor = to.or(draining::successor).or(() -> successor(to));
        if (successor.isEmpty()) {
            return noSuccessor();
        }
        boolean wasFailback = draining.cause() == DrainCause.FAILBACK;
        if (wasFailback || !successor.equals(draining.successor())) {
            DrainCause cause = wasFailback ? DrainCause.SWITCHOVER : draining.cause();
            succession.drain(new Tenure.Draining(
                    draining.held(),
                    cause,
                    Trigger.by(actor, ChangeCause.SWITCHOVER),
                    successor,
                    draining.callOffAt()));
        }
        return operated();
    }

    private Decision failOver(Operation.Failover failover) {
        if (pool.tenure() instanceof Tenure.Quiet && !failover.unsafeNow()) {
            return refused(Refusal.POOL_QUIET, "unsafe_now", "true, for nothing is granted yet", "false");
        }
        Optional<Decision> unfit = unfit(failover.to());
        if (unfit.isPresent()) {
            return unfit.get();
        }
        Optional<InstanceId> successor = successor(failover.to());
        if (successor.isEmpty()) {
            return noSuccessor();
        }
        Trigger trigger = Trigger.by(actor, failover.unsafeNow() ? ChangeCause.UNSAFE_NOW : ChangeCause.FAILOVER);
        Optional<Tenure.Held> held = pool.held();
        if (isDesignatedByWord(successor)) {
            return operated();
        }
        if (held.isEmpty()) {
            fill(new Tenure.Vacant(vacantSince(), trigger, successor));
        } else if (failover.unsafeNow()) {
            takeFrom(held.get(), trigger, successor);
        } else if (!isForcedFor(successor)) {
            succession.drain(held.get(), DrainCause.FORCED, trigger, successor);
        }
        return operated();
    }

    /** Awaited by an operator's word already; one that merely ranked best would be passed over in a pause. */
    private boolean isDesignatedByWord(Optional<InstanceId> successor) {
        return pool.tenure() instanceof Tenure.Designated designated
                && successor.filter(designated.instance()::equals).isPresent()
                && pool.target().equals(successor)
                && pool.isTargetOfAnOperator();
    }

    private boolean isForcedFor(Optional<InstanceId> successor) {
        return pool.tenure() instanceof Tenure.Draining draining
                && draining.cause() == DrainCause.FORCED
                && draining.successor().equals(successor);
    }

    /** Doesn't wait for the lease to end: whoever holds it may still believe in it. */
    private void takeFrom(Tenure.Held held, Trigger trigger, Optional<InstanceId> successor) {
        pool.become(new Tenure.Draining(held, DrainCause.FORCED, trigger, successor, ClusterTime.NEVER));
        fill(succession.endReign(trigger));
    }

    private void fill(Tenure.Vacant vacancy) {
        pool.become(vacancy);
        succession.fillVacancy();
    }

    private ClusterTime vacantSince() {
        if (pool.tenure() instanceof Tenure.Vacant vacant) {
            return vacant.since();
        }
        if (pool.tenure() instanceof Tenure.Designated designated) {
            return designated.vacancy().since();
        }
        return pool.tenure() instanceof Tenure.Bootstrapping boot ? boot.since() : turn.now();
    }

    private Decision callOff() {
        if (pool.tenure() instanceof Tenure.Draining draining) {
            if (draining.cause().endsWhenEligible()
                    || draining.cause() == DrainCause.EVICTED
                    || mustNotBePrimary(draining.held().reign())) {
                return refused(
                        Refusal.NO_HANDOVER,
                        "pool",
                        "a pool whose primary may be primary",
                        draining.held().reign().primary().value());
            }
            succession.callOff(draining, Trigger.by(actor, ChangeCause.REQUESTED));
        }
        return operated();
    }

    /** The holder of a lease that was forced away may have been cordoned, or have said so, besides. */
    private boolean mustNotBePrimary(Reign reign) {
        return pool.seat(reign.primary())
                .filter(seat -> seat.cordon().isPresent()
                        || (pool.isHeldBy(seat)
                                && (seat.isEvicted() || !seat.profile().electable())))
                .isPresent();
    }

    private Decision pause(Operation.Pause pause) {
        Optional<Decision> outOfRange = outOfRange("for_ms", pause.forMillis());
        if (outOfRange.isPresent()) {
            return outOfRange.get();
        }
        pool.pause(Optional.of(new Pause(until(pause.forMillis()), turn.wallMillis(), actor)));
        notePool(ChangeKind.PAUSED);
        succession.reconsider();
        return new Decision.Operated(holder(), Optional.empty(), pause.forMillis());
    }

    private Decision resume() {
        if (pool.pause().isPresent()) {
            pool.pause(Optional.empty());
            notePool(ChangeKind.RESUMED);
            succession.fillVacancy();
        }
        return operated();
    }

    private Decision cordon(Operation.Cordon cordon) {
        Optional<Decision> outOfRange = outOfRange("for_ms", cordon.forMillis());
        if (outOfRange.isPresent()) {
            return outOfRange.get();
        }
        Optional<Seat> known = pool.seat(cordon.instance());
        if (known.isEmpty()) {
            return unknown("instance_id", cordon.instance());
        }
        Seat seat = known.get();
        seat.cordon(turn.now(), Optional.of(new Cordon(until(cordon.forMillis()), turn.wallMillis(), actor)));
        noteSeat(ChangeKind.CORDONED, seat);
        if (pool.holds(seat.id())) {
            drainCordoned();
        }
        succession.reconsider();
        return new Decision.Operated(holder(), pool.target(), cordon.forMillis());
    }

    /** A target that no operator named is none any more: the cordon must not make it an operator's. */
    private void drainCordoned() {
        Trigger trigger = Trigger.by(actor, ChangeCause.CORDONED);
        if (pool.tenure() instanceof Tenure.Held held) {
            succession.drain(held, DrainCause.CORDONED, trigger, Optional.empty());
        } else if (pool.tenure() instanceof Tenure.Draining draining
                && draining.cause().isPlanned()) {
            Optional<InstanceId> named =
                    draining.cause() == DrainCause.FAILBACK ? Optional.empty() : draining.successor();
            succession.drain(draining.held(), DrainCause.CORDONED, trigger, named);
        }
    }

    private Decision uncordon(Operation.Uncordon uncordon) {
        Optional<Seat> known = pool.seat(uncordon.instance());
        if (known.isEmpty()) {
            return unknown("instance_id", uncordon.instance());
        }
        Seat seat = known.get();
        if (seat.cordon().isPresent()) {
            seat.cordon(turn.now(), Optional.empty());
            noteSeat(ChangeKind.UNCORDONED, seat);
            succession.leaveBootstrapIfReady();
            succession.fillVacancy();
        }
        return operated();
    }

    private Decision evict(Operation.Evict evict) {
        Optional<Seat> known = pool.seat(evict.instance());
        return known.isEmpty()
                ? unknown("instance_id", evict.instance())
                : new Evictions(turn, pool, actor)
                        .evict(known.get(), evict.run())
                        .orElseGet(this::operated);
    }

    private Decision delete() {
        Optional<Tenure.Held> held = pool.held();
        if (held.isPresent()) {
            bury(new Tenure.Deleted(held.get().reign(), held.get().deadline()));
        } else if (!(pool.tenure() instanceof Tenure.Deleted deleted)) {
            pool.clear(turn, Tenure.Vacant.first(turn.now()));
            notePool(ChangeKind.POOL_DELETED);
        } else if (pool.isInUse()) {
            bury(deleted);
        }
        return operated();
    }

    private void bury(Tenure.Deleted deleted) {
        pool.clear(turn, deleted);
        pool.note(
                turn,
                ChangeKind.POOL_DELETED,
                Trigger.by(actor, ChangeCause.DELETED),
                Optional.of(deleted.reign().primary()),
                Optional.empty(),
                deleted.reign().epoch().number());
    }

    /** The one named, or whoever ranks best now. */
    private Optional<InstanceId> successor(Optional<InstanceId> named) {
        return named.or(() -> new Ranking(pool, turn.now()).bestOther().map(Seat::id));
    }

    /** Why the one named can't be primary. */
    private Optional<Decision> unfit(Optional<InstanceId> named) {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        InstanceId id = named.get();
        Optional<Seat> known = pool.seat(id);
        if (known.isEmpty()) {
            return Optional.of(unknown("to", id));
        }
        if (pool.holds(id)) {
            return Optional.of(unfit(id, "is primary"));
        }
        Seat seat = known.get();
        return seat.isEligible() ? Optional.empty() : Optional.of(unfit(id, whyUnfit(seat)));
    }

    private static String whyUnfit(Seat seat) {
        if (seat.isEvicted()) {
            return "was evicted";
        }
        if (seat.hasLeft()) {
            return "has left";
        }
        if (!seat.isLive()) {
            return "is lost";
        }
        return seat.cordon().isPresent() ? "is cordoned" : "is unelectable";
    }

    private static Decision unfit(InstanceId id, String why) {
        return refused(
                Refusal.UNFIT_TARGET,
                "to",
                "an instance that is live, electable, not cordoned and not primary",
                id.value() + ", which " + why);
    }

    private static Decision unknown(String field, InstanceId id) {
        return refused(Refusal.UNKNOWN_INSTANCE, field, "an instance of the pool", id.value());
    }

    private Decision noSuccessor() {
        return refused(
                Refusal.NO_SUCCESSOR,
                "pool",
                "another instance that is live, electable and not cordoned",
                pool.name().value());
    }

    private static Optional<Decision> outOfRange(String field, OptionalLong millis) {
        boolean fits = millis.isEmpty() || (millis.getAsLong() > 0 && millis.getAsLong() <= LONGEST_WORD_MILLIS);
        return fits
                ? Optional.empty()
                : Optional.of(refused(
                        Refusal.OUT_OF_RANGE, field, "1 to " + LONGEST_WORD_MILLIS, Long.toString(millis.getAsLong())));
    }

    private static Decision refused(Refusal refusal, String field, String limit, String value) {
        return new Decision.Refused(refusal, List.of(new Violation(field, limit, value)));
    }

    private ClusterTime until(OptionalLong millis) {
        return millis.isPresent() ? turn.now().plusMillis(millis.getAsLong()) : ClusterTime.NEVER;
    }

    private Decision operated() {
        ClusterTime end = pool.tenureDue();
        OptionalLong within =
                end.equals(ClusterTime.NEVER) ? OptionalLong.empty() : OptionalLong.of(end.millisSince(turn.now()));
        Optional<InstanceId> successor = pool.tenure() instanceof Tenure.Designated designated
                ? Optional.of(designated.instance())
                : pool.target();
        return new Decision.Operated(holder(), successor, within);
    }

    private Optional<InstanceId> holder() {
        return pool.held().map(held -> held.reign().primary());
    }

    private void notePool(ChangeKind kind) {
        pool.note(turn, kind, Trigger.by(actor, ChangeCause.REQUESTED), Optional.empty(), Optional.empty(), 0);
    }

    private void noteSeat(ChangeKind kind, Seat seat) {
        Optional<InstanceId> id = Optional.of(seat.id());
        pool.note(turn, kind, Trigger.by(actor, ChangeCause.REQUESTED), id, id, 0);
    }
}
