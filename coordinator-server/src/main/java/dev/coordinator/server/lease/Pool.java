package dev.coordinator.server.lease;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One pool: its seats, its settings, and the life of its lease.
 *
 * <p>What time alone does to it is in {@link #settle}; {@link #due} says when that will next have an effect. Settling
 * earlier is without effect, so it does not matter how often it is done (S8).
 */
final class Pool {

    private final PoolName name;
    private final TreeMap<InstanceId, Seat> seats = new TreeMap<>();
    private final History history = new History();
    private SettingsChange set = SettingsChange.NONE;
    private PoolSettings settings = PoolSettings.DEFAULT;
    private Tenure tenure;
    private Optional<InstanceId> lastPrimary = Optional.empty();

    Pool(PoolName name, ClusterTime now) {
        this.name = name;
        this.tenure = new Tenure.Vacant(now, ChangeCause.FIRST);
    }

    static Pool from(PoolImage image) {
        Pool pool = new Pool(image.name(), ClusterTime.ZERO);
        pool.set = image.set();
        pool.settings = image.set().effective();
        pool.tenure = image.tenure();
        pool.lastPrimary = image.lastPrimary();
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
                history.toList(),
                seats.values().stream().map(Seat::image).toList());
    }

    /** Does what is due by {@code turn}'s time: seats are lost, leases end, those who don't come are passed over. */
    void settle(Turn turn) {
        seats.values().forEach(seat -> seat.settle(turn.now()));
        if (!leaseDeadline().isAfter(turn.now())) {
            endReign(turn, ChangeCause.EXPIRED);
        }
        reconsider(turn);
        leaveBootstrapIfReady(turn);
        fillVacancy(turn);
        forget(turn);
    }

    /** When {@link #settle} will next have an effect. */
    ClusterTime due() {
        ClusterTime due = tenureDue();
        for (Seat seat : seats.values()) {
            if (seat.isLive() || !isParty(seat.id())) {
                due = ClusterTime.earlier(due, seat.due());
            }
        }
        return due;
    }

    private ClusterTime tenureDue() {
        if (tenure instanceof Tenure.Designated designated) {
            Seat awaited = seats.get(designated.instance());
            return awaited == null ? ClusterTime.ZERO : awaited.staleAt();
        }
        if (tenure instanceof Tenure.Bootstrapping boot && settings.bootstrapWaitMillis() > 0) {
            return boot.since().plusMillis(settings.bootstrapWaitMillis());
        }
        return leaseDeadline();
    }

    /** The end of the lease; never, when no one holds it. */
    private ClusterTime leaseDeadline() {
        return held().map(Tenure.Held::deadline).orElse(ClusterTime.NEVER);
    }

    private static boolean awaited(Seat seat, Tenure.Designated designated, ClusterTime now) {
        return seat.isEligible() && seat.isFresh(now) && seat.incarnation().equals(designated.incarnation());
    }

    private boolean isAwaited(Tenure.Designated designated, ClusterTime now) {
        Seat seat = seats.get(designated.instance());
        return seat != null && awaited(seat, designated, now);
    }

    /** The designated one is looked at again: is it still to be awaited? */
    void reconsider(Turn turn) {
        if (tenure instanceof Tenure.Designated designated && !isAwaited(designated, turn.now())) {
            passOver(turn, designated);
        }
    }

    /** The designated one came and can't take the lease by its own word: another that is fresh is awaited instead. */
    void decline(Turn turn, Seat seat) {
        if (tenure instanceof Tenure.Designated designated
                && designated.instance().equals(seat.id())) {
            new Ranking(turn.now())
                    .chooseOther(this, seat)
                    .ifPresent(other ->
                            designate(turn, other, designated.vacancy(), ChangeCause.NO_SHOW, Optional.of(seat.id())));
        }
    }

    /** Why a designated one is not awaited any more. */
    private ChangeCause whyNot(InstanceId designated) {
        Seat seat = seats.get(designated);
        if (seat == null || seat.hasLeft()) {
            return ChangeCause.LEFT;
        }
        return seat.profile().electable() ? ChangeCause.NO_SHOW : ChangeCause.UNELECTABLE;
    }

    private void passOver(Turn turn, Tenure.Designated designated) {
        ChangeCause cause = whyNot(designated.instance());
        tenure = designated.vacancy();
        Optional<Seat> chosen = new Ranking(turn.now()).choose(this);
        if (chosen.isPresent()) {
            designate(turn, chosen.get(), designated.vacancy(), cause, Optional.of(designated.instance()));
        } else {
            note(turn, ChangeKind.VACATED, cause, Optional.of(designated.instance()), Optional.empty(), 0);
        }
    }

    /** In a vacant pool, designates the best of the fresh, if there is one. */
    void fillVacancy(Turn turn) {
        if (tenure instanceof Tenure.Vacant vacancy) {
            new Ranking(turn.now())
                    .choose(this)
                    .ifPresent(chosen -> designate(turn, chosen, vacancy, vacancy.cause(), lastPrimary));
        }
    }

    private void designate(
            Turn turn, Seat chosen, Tenure.Vacant vacancy, ChangeCause cause, Optional<InstanceId> from) {
        tenure = new Tenure.Designated(chosen.id(), chosen.incarnation(), vacancy);
        tell(
                turn,
                new Change(
                        name,
                        ChangeKind.DESIGNATED,
                        cause,
                        from,
                        Optional.of(chosen.id()),
                        0,
                        turn.wallMillis(),
                        0,
                        new Ranking(turn.now()).explain(this, chosen)));
    }

    /** Makes {@code seat} primary; only ever in the answer to its own check-in (S3). */
    void grant(Turn turn, Seat seat, Tenure.Vacant vacancy) {
        Reign reign =
                new Reign(seat.id(), seat.incarnation(), turn.registry().grantEpoch(), turn.now(), turn.wallMillis());
        Optional<InstanceId> from = lastPrimary;
        tenure = new Tenure.Held(reign, turn.now().plusMillis(settings.leaseTtlMillis()), false);
        lastPrimary = Optional.of(seat.id());
        tell(
                turn,
                new Change(
                        name,
                        ChangeKind.GRANTED,
                        vacancy.cause(),
                        from,
                        lastPrimary,
                        reign.epoch().number(),
                        turn.wallMillis(),
                        turn.now().millisSince(vacancy.since()),
                        new Ranking(turn.now()).explain(this, seat)));
    }

    /** Ends the reign of whoever holds the lease; the caller says by what right (S5). */
    Tenure.Vacant endReign(Turn turn, ChangeCause cause) {
        Reign reign = held().orElseThrow().reign();
        Tenure.Vacant vacancy = new Tenure.Vacant(turn.now(), cause);
        tenure = vacancy;
        note(
                turn,
                ChangeKind.VACATED,
                cause,
                Optional.of(reign.primary()),
                Optional.empty(),
                reign.epoch().number());
        return vacancy;
    }

    Tenure.Held renew(Turn turn, Tenure.Held held, boolean byClaim) {
        Tenure.Held renewed = held.renewed(turn.now(), settings.leaseTtlMillis(), byClaim);
        tenure = renewed;
        return renewed;
    }

    Tenure.Draining drain(Turn turn, Tenure.Held held, DrainCause cause) {
        Tenure.Draining draining = new Tenure.Draining(held, cause);
        tenure = draining;
        Reign reign = held.reign();
        note(
                turn,
                ChangeKind.DRAINING,
                ChangeCause.UNELECTABLE,
                Optional.of(reign.primary()),
                Optional.empty(),
                reign.epoch().number());
        return draining;
    }

    /** The primary stays; its deadline is as it was until it is renewed. */
    Tenure.Held callOff(Turn turn, Tenure.Draining draining) {
        Reign reign = draining.held().reign();
        tenure = draining.held();
        note(
                turn,
                ChangeKind.DRAIN_CALLED_OFF,
                ChangeCause.NONE,
                Optional.of(reign.primary()),
                Optional.of(reign.primary()),
                reign.epoch().number());
        return draining.held();
    }

    void leaveBootstrapIfReady(Turn turn) {
        if (tenure instanceof Tenure.Bootstrapping boot) {
            long candidates = seats.values().stream().filter(Seat::isEligible).count();
            boolean waited = settings.bootstrapWaitMillis() > 0 && !tenureDue().isAfter(turn.now());
            if (candidates >= settings.minCandidates() || waited) {
                tenure = new Tenure.Vacant(boot.since(), ChangeCause.FIRST);
            }
        }
    }

    /** From now on under other settings. A running lease is never shortened (S5). */
    void apply(Turn turn, SettingsChange newSet) {
        set = newSet;
        settings = newSet.effective();
        if (lastPrimary.isEmpty() && tenure instanceof Tenure.Vacant vacant && settings.minCandidates() > 1) {
            tenure = new Tenure.Bootstrapping(vacant.since());
        }
        note(turn, ChangeKind.SETTINGS_CHANGED, ChangeCause.NONE, Optional.empty(), Optional.empty(), 0);
        settle(turn);
    }

    private void forget(Turn turn) {
        seats.values().removeIf(seat -> {
            boolean over =
                    !seat.isLive() && !isParty(seat.id()) && !seat.forgottenAt().isAfter(turn.now());
            if (over) {
                turn.registry().removed(seat);
            }
            return over;
        });
    }

    void note(
            Turn turn,
            ChangeKind kind,
            ChangeCause cause,
            Optional<InstanceId> from,
            Optional<InstanceId> to,
            long epoch) {
        tell(turn, new Change(name, kind, cause, from, to, epoch, turn.wallMillis(), 0, List.of()));
    }

    private void tell(Turn turn, Change change) {
        if (change.kind().isOfTheLease()) {
            history.add(change);
        }
        turn.changes().accept(change);
    }

    Seat addSeat(Turn turn, InstanceId id) {
        Seat seat = new Seat(this, id);
        seats.put(id, seat);
        turn.registry().added(seat);
        return seat;
    }

    /** Whether the lease is held by this run of this instance. */
    boolean isHeldBy(Seat seat) {
        return held().map(held -> held.reign().primary().equals(seat.id())
                        && held.reign().incarnation().equals(seat.incarnation()))
                .orElse(false);
    }

    /** The lease, when someone holds it, draining or not. */
    Optional<Tenure.Held> held() {
        if (tenure instanceof Tenure.Held held) {
            return Optional.of(held);
        }
        return tenure instanceof Tenure.Draining draining ? Optional.of(draining.held()) : Optional.empty();
    }

    /** Whether an instance of this id holds the lease or is designated. */
    boolean isParty(InstanceId id) {
        if (tenure instanceof Tenure.Designated designated) {
            return designated.instance().equals(id);
        }
        return held().map(held -> held.reign().primary().equals(id)).orElse(false);
    }

    /** Goes with its last seat, unless an operator gave it settings of its own. */
    boolean isForgotten() {
        return seats.isEmpty() && set.equals(SettingsChange.NONE);
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

    PoolSettings settings() {
        return settings;
    }

    SettingsChange set() {
        return set;
    }

    Optional<Change> lastChange() {
        return history.latest();
    }
}
