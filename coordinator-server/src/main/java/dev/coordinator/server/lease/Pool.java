package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One pool: its seats, its settings, and where its lease is in its life. {@link Succession} moves the lease.
 *
 * <p>{@link #due} says when time alone will next have an effect. Settling earlier is without effect, so it does not
 * matter how often it is done (S8).
 */
final class Pool {

    /** How many alarms are kept. */
    static final int MOST_ALARMS = 8;

    private final PoolName name;
    private final TreeMap<InstanceId, Seat> seats = new TreeMap<>();
    private final History history = new History();
    private SettingsChange set = SettingsChange.NONE;
    private PoolSettings settings = PoolSettings.DEFAULT;
    private Tenure tenure;
    private Optional<InstanceId> lastPrimary = Optional.empty();
    private Optional<Pause> pause = Optional.empty();
    private Optional<Appointment> appointment = Optional.empty();
    private ClusterTime failbackNotBefore = ClusterTime.ZERO;
    private List<Alarm> alarms = List.of();

    Pool(PoolName name, Tenure tenure) {
        this.name = name;
        this.tenure = tenure;
    }

    static Pool from(PoolImage image) {
        Pool pool = new Pool(image.name(), image.tenure());
        pool.set = image.set();
        pool.settings = image.set().effective();
        pool.lastPrimary = image.lastPrimary();
        pool.pause = image.pause();
        pool.appointment = image.appointment();
        pool.failbackNotBefore = image.failbackNotBefore();
        pool.alarms = image.alarms();
        pool.history.restore(image.history());
        image.seats().forEach(seat -> pool.seats.put(seat.id(), Seat.from(pool, seat)));
        return pool;
    }

    PoolImage image() {
        return new PoolImage(
                name,
                set,
                tenure,
                lastPrimary,
                pause,
                appointment,
                failbackNotBefore,
                alarms,
                history.toList(),
                seats.values().stream().map(Seat::image).toList());
    }

    /** When time alone will next have an effect, as far as can be told at {@code now}. */
    ClusterTime due(ClusterTime now) {
        ClusterTime due = ownDue(now);
        for (Seat seat : seats.values()) {
            due = ClusterTime.earlier(due, due(seat));
        }
        return due;
    }

    /** When time alone will next have an effect that isn't one on a seat. */
    ClusterTime ownDue(ClusterTime now) {
        ClusterTime due = ClusterTime.earlier(tenureDue(), failbackDue(now));
        due = ClusterTime.earlier(due, pause.map(Pause::until).orElse(ClusterTime.NEVER));
        return ClusterTime.earlier(due, appointment.map(Appointment::due).orElse(ClusterTime.NEVER));
    }

    /** When a seat changes by itself. */
    ClusterTime due(Seat seat) {
        return seat.due(isParty(seat.id()));
    }

    /** When time alone will next move the lease. */
    ClusterTime tenureDue() {
        if (tenure instanceof Tenure.Designated designated) {
            Seat awaited = seats.get(designated.instance());
            return awaited == null ? ClusterTime.ZERO : awaited.staleAt();
        }
        if (tenure instanceof Tenure.Bootstrapping boot && settings.bootstrapWaitMillis() > 0) {
            return boot.since().plusMillis(settings.bootstrapWaitMillis());
        }
        if (tenure instanceof Tenure.Draining draining) {
            return ClusterTime.earlier(draining.callOffAt(), leaseDeadline());
        }
        if (tenure instanceof Tenure.Quiet quiet) {
            return quiet.until();
        }
        return tenure instanceof Tenure.Deleted deleted ? deleted.until() : leaseDeadline();
    }

    /**
     * When one of higher priority will have been healthy for long enough. What has come already and was without effect
     * waits for a check-in, not for time.
     */
    private ClusterTime failbackDue(ClusterTime now) {
        Optional<Seat> holder = holderThatFailsBack();
        ClusterTime due = ClusterTime.NEVER;
        if (holder.isPresent()) {
            int priority = holder.get().profile().priority();
            for (Seat seat : seats.values()) {
                ClusterTime when = ClusterTime.later(
                        ClusterTime.later(failbackNotBefore, seat.yieldsUntil()),
                        seat.eligibleFor(settings.holdDownMillis()));
                if (seat.profile().priority() > priority
                        && when.isAfter(now)
                        && seat.staleAt().isAfter(when)) {
                    due = ClusterTime.earlier(due, when);
                }
            }
        }
        return due;
    }

    /** The holder of a lease that one of higher priority may get back. */
    Optional<Seat> holderThatFailsBack() {
        return settings.failback() && pause.isEmpty() && tenure instanceof Tenure.Held held
                ? seat(held.reign().primary()).filter(this::isHeldBy)
                : Optional.empty();
    }

    /** The end of the lease; never, when no one holds it. */
    ClusterTime leaseDeadline() {
        return held().map(Tenure.Held::deadline).orElse(ClusterTime.NEVER);
    }

    void become(Tenure newTenure) {
        tenure = newTenure;
    }

    /** The lease was granted to {@code primary}. */
    void granted(Tenure.Held held) {
        tenure = held;
        lastPrimary = Optional.of(held.reign().primary());
    }

    void pause(Optional<Pause> newPause) {
        pause = newPause;
    }

    void appoint(Optional<Appointment> newAppointment) {
        appointment = newAppointment;
    }

    void failBackNotBefore(ClusterTime when) {
        failbackNotBefore = when;
    }

    void alarm(Alarm alarm) {
        List<Alarm> next = new ArrayList<>(alarms);
        next.add(alarm);
        alarms = List.copyOf(next.subList(Math.max(0, next.size() - MOST_ALARMS), next.size()));
    }

    void use(SettingsChange newSet) {
        set = newSet;
        settings = newSet.effective();
    }

    void forget(Turn turn) {
        seats.values().removeIf(seat -> {
            boolean over = seat.isForgotten(turn.now()) && !isParty(seat.id());
            if (over) {
                turn.registry().removed(seat);
            }
            return over;
        });
    }

    /** Everything but the name goes. */
    void clear(Turn turn, Tenure newTenure) {
        seats.values().forEach(turn.registry()::removed);
        seats.clear();
        history.clear();
        use(SettingsChange.NONE);
        tenure = newTenure;
        lastPrimary = Optional.empty();
        pause = Optional.empty();
        appointment = Optional.empty();
        failbackNotBefore = ClusterTime.ZERO;
        alarms = List.of();
    }

    /** Tells of something that isn't a move of the lease. */
    void note(
            Turn turn,
            ChangeKind kind,
            Trigger trigger,
            Optional<InstanceId> from,
            Optional<InstanceId> to,
            long epoch) {
        tell(turn, new Change(name, kind, trigger, from, to, epoch, turn.wallMillis(), 0, List.of()));
    }

    void tell(Turn turn, Change change) {
        if (change.kind().isKept()) {
            history.add(change).ifPresent(this::forget);
        }
        turn.changes().accept(change);
    }

    private void forget(Change grant) {
        grant.to().flatMap(this::seat).ifPresent(seat -> seat.mayForget(grant.epoch()));
    }

    /** What an instance of this id was granted before, in this pool or in one of its name, nobody knows. */
    Seat addSeat(Turn turn, InstanceId id) {
        Seat seat = new Seat(this, id);
        seat.mayForget(turn.registry().lastEpoch());
        seats.put(id, seat);
        turn.registry().added(seat);
        return seat;
    }

    /** Whether the lease is held by this run of this instance. */
    boolean isHeldBy(Seat seat) {
        Optional<Tenure.Held> held = held();
        return held.isPresent()
                && held.get().reign().primary().equals(seat.id())
                && held.get().reign().incarnation().equals(seat.incarnation());
    }

    /** Whether the lease is held by a run of this instance. */
    boolean holds(InstanceId id) {
        Optional<Tenure.Held> held = held();
        return held.isPresent() && held.get().reign().primary().equals(id);
    }

    /** The lease, when someone holds it, draining or not. */
    Optional<Tenure.Held> held() {
        if (tenure instanceof Tenure.Held held) {
            return Optional.of(held);
        }
        return tenure instanceof Tenure.Draining draining ? Optional.of(draining.held()) : Optional.empty();
    }

    /** Who is to be primary next by the word of an operator, or by failback. */
    Optional<InstanceId> target() {
        if (tenure instanceof Tenure.Draining draining) {
            return draining.successor();
        }
        if (tenure instanceof Tenure.Designated designated) {
            return designated.vacancy().target();
        }
        return tenure instanceof Tenure.Vacant vacant ? vacant.target() : Optional.empty();
    }

    /** Whether that is an operator's word, which holds in a paused pool too. */
    boolean isTargetOfAnOperator() {
        Optional<Trigger> trigger = Optional.empty();
        if (tenure instanceof Tenure.Draining draining) {
            trigger = Optional.of(draining.trigger());
        } else if (tenure instanceof Tenure.Designated designated) {
            trigger = Optional.of(designated.vacancy().trigger());
        } else if (tenure instanceof Tenure.Vacant vacant) {
            trigger = Optional.of(vacant.trigger());
        }
        return trigger.filter(each -> each.cause() != ChangeCause.FAILBACK).isPresent();
    }

    /** Whether an instance of this id holds the lease or is designated. */
    boolean isParty(InstanceId id) {
        return tenure instanceof Tenure.Designated designated
                ? designated.instance().equals(id)
                : holds(id);
    }

    /** Whether an instance of this id held the lease last. */
    boolean wasPrimary(InstanceId id) {
        return lastPrimary.isPresent() && lastPrimary.get().equals(id);
    }

    /** Goes with its last seat, unless an operator's word on it is still in force. */
    boolean isForgotten() {
        return !isInUse() && pause.isEmpty() && appointment.isEmpty() && !(tenure instanceof Tenure.Deleted);
    }

    /** Whether instances or settings have come since it was made or deleted. */
    boolean isInUse() {
        return !seats.isEmpty() || !set.equals(SettingsChange.NONE);
    }

    Optional<Seat> seat(InstanceId id) {
        return Optional.ofNullable(seats.get(id));
    }

    Collection<Seat> seats() {
        return seats.values();
    }

    Collection<Seat> seatsAfter(Optional<InstanceId> last) {
        return last.map(id -> seats.tailMap(id, false).values()).orElse(seats.values());
    }

    PoolName name() {
        return name;
    }

    Tenure tenure() {
        return tenure;
    }

    Optional<InstanceId> lastPrimary() {
        return lastPrimary;
    }

    Optional<Pause> pause() {
        return pause;
    }

    Optional<Appointment> appointment() {
        return appointment;
    }

    ClusterTime failbackNotBefore() {
        return failbackNotBefore;
    }

    List<Alarm> alarms() {
        return alarms;
    }

    PoolSettings settings() {
        return settings;
    }

    SettingsChange set() {
        return set;
    }

    List<Change> history() {
        return history.toList();
    }

    /** Who was granted that epoch, if the history keeps it. */
    Optional<InstanceId> primaryOf(long epoch) {
        return history.primaryOf(epoch);
    }

    /** Whether the history keeps every grant from that epoch on. */
    boolean remembersGrantsSince(long epoch) {
        return history.remembersGrantsSince(epoch);
    }

    Optional<Change> lastChange() {
        return history.latestOfTheLease();
    }
}
