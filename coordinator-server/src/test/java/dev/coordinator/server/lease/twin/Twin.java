package dev.coordinator.server.lease.twin;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.InstanceView;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.lease.Recovery;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.SettingsChange;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.lease.Trigger;
import dev.coordinator.server.lease.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The whole state once more, and what an entry of the log does to it. */
public final class Twin {

    private final List<TwinPool> pools = new ArrayList<>();
    private final TwinCount count = new TwinCount();
    private long now;
    private long quietUntil;

    /** As the core: what is due by the stamp's time, then the commands in order. */
    public List<Decision> apply(Stamp stamp, List<Command> commands, Consumer<Change> changes) {
        now = Math.max(now, stamp.time().millis());
        TwinLease lease = new TwinLease(now, stamp.wallMillis(), count, changes);
        settle(lease);
        List<Decision> decisions = new ArrayList<>();
        for (Command command : commands) {
            decisions.add(decide(lease, command));
            settle(lease);
        }
        return decisions;
    }

    /**
     * "Restore and forced recovery are one operation": what is counted goes on above the wall clock's microseconds, every
     * pool is quiet for the largest TTL ever allowed, and every instance says everything anew.
     */
    public void recover(Recovery how) {
        long micros = 1000 * how.wallMillis();
        long last = count.epochs;
        count.epochs = Math.max(micros > last ? micros : last + (1L << 40), how.epochFloor());
        // Open: of what may be lost 2^40 epochs are no lies, and the earliest of more than eight recoveries become one.
        if (count.epochs > last) {
            count.lost.add(new long[] {last, Math.min(count.epochs, last + (1L << 40))});
        }
        while (count.lost.size() > 8) {
            count.lost.get(1)[0] = count.lost.get(0)[0];
            count.lost.remove(0);
        }
        count.handles = Math.max(count.handles, micros);
        count.nonces = Math.max(count.nonces, micros);
        quietUntil = now + (how.unsafeNow() ? 0 : 3 * 3_600_000L);
        TwinLease lease = new TwinLease(now, how.wallMillis(), count, change -> {});
        pools.removeIf(pool -> pool.life == TwinPool.Life.DELETED && isEmpty(pool));
        for (TwinPool pool : pools) {
            ChangeCause cause = how.unsafeNow() ? ChangeCause.UNSAFE_NOW : ChangeCause.RECOVERED;
            pool.vacantBy = new Trigger(cause, how.actor(), 0);
            Optional<InstanceId> ended = pool.isLeased() ? Optional.of(pool.who) : Optional.empty();
            ChangeKind kind = how.unsafeNow() ? ChangeKind.VACATED : ChangeKind.QUIETED;
            lease.note(pool, kind, pool.vacantBy, ended, Optional.empty(), pool.isLeased() ? pool.epoch : 0);
            pool.appointment = Optional.empty();
            pool.life = TwinPool.Life.QUIET;
            pool.deadline = quietUntil;
            for (TwinSeat seat : pool.seats) {
                seat.handle = Handle.NONE;
                if (seat.isEvicted()) {
                    seat.isGone(now);
                }
            }
        }
    }

    /** "An empty pool without own settings goes with its last seat." Open: a pause and a deletion keep it, too. */
    private void settle(TwinLease lease) {
        for (TwinPool pool : List.copyOf(pools)) {
            lease.settle(pool);
            if (isEmpty(pool) && pool.life != TwinPool.Life.DELETED) {
                pools.remove(pool);
                lease.notePool(pool, ChangeKind.POOL_REMOVED, Trigger.NONE);
            }
        }
    }

    private static boolean isEmpty(TwinPool pool) {
        return pool.seats.isEmpty()
                && pool.set.equals(SettingsChange.NONE)
                && pool.pause.isEmpty()
                && pool.appointment.isEmpty();
    }

    private Decision decide(TwinLease lease, Command command) {
        if (command instanceof Command.CheckIn checkIn) {
            return checkIn(lease, checkIn);
        }
        if (command instanceof Command.Renewal renewal) {
            return renew(lease, renewal);
        }
        if (command instanceof Command.Leave leave) {
            return leave(lease, leave);
        }
        if (command instanceof Command.Operate operate) {
            return pool(operate.pool())
                    .map(pool -> new TwinOperator(lease, pool, operate.actor()).hear(operate.operation()))
                    .orElseGet(() -> refused(Refusal.UNKNOWN_POOL, "pool"));
        }
        return command instanceof Command.SetPoolSettings change ? set(lease, change) : Decision.PASSED;
    }

    private Decision checkIn(TwinLease lease, Command.CheckIn said) {
        boolean isThere = pool(said.pool())
                .filter(pool -> pool.life != TwinPool.Life.DELETED)
                .isPresent();
        if (!isThere && !said.mayCreatePool()) {
            return refused(Refusal.UNKNOWN_POOL, "pool");
        }
        TwinPool pool = pool(said.pool()).orElseGet(() -> make(lease, said.pool()));
        TwinSeat seat = pool.seat(said.instance()).orElseGet(() -> pool.add(said.instance(), count.epochs));
        return new TwinCheckIn(lease, pool, seat).hear(said);
    }

    private Decision renew(TwinLease lease, Command.Renewal said) {
        for (TwinPool pool : pools) {
            for (TwinSeat seat : pool.seats) {
                if (!said.handle().isNone() && seat.handle.equals(said.handle())) {
                    return said.seq() <= seat.seq
                            ? refused(Refusal.STALE_SEQUENCE, "seq")
                            : new TwinCheckIn(lease, pool, seat).counts(said.seq(), said.holding(), false, false);
                }
            }
        }
        return refused(Refusal.UNKNOWN_HANDLE, "handle");
    }

    private Decision leave(TwinLease lease, Command.Leave said) {
        Optional<TwinPool> known = pool(said.pool());
        if (known.isEmpty()) {
            return refused(Refusal.UNKNOWN_POOL, "pool");
        }
        TwinPool pool = known.get();
        Optional<TwinSeat> remembered = pool.seat(said.instance());
        if (remembered.isEmpty()) {
            return refused(Refusal.UNKNOWN_INSTANCE, "instance_id");
        }
        TwinSeat seat = remembered.get();
        if (!said.incarnation().equals(seat.run)) {
            boolean bare = said.incarnation().isBare();
            return refused(bare ? Refusal.INCARNATION_REQUIRED : Refusal.WRONG_INCARNATION, "incarnation");
        }
        if (seat.left) {
            return new Decision.Departed(Optional.empty());
        }
        if (!said.incarnation().isBare() && said.seq() <= seat.seq) {
            return refused(Refusal.STALE_SEQUENCE, "seq");
        }
        seat.seq = said.seq();
        seat.heardAt = now;
        seat.isGone(now);
        Optional<Epoch> ended = Optional.empty();
        if (pool.isHeldBy(seat)) {
            ended = Optional.of(new Epoch(pool.epoch));
            lease.end(pool, TwinLease.by(ChangeCause.LEFT));
        }
        return new Decision.Departed(ended);
    }

    private Decision set(TwinLease lease, Command.SetPoolSettings said) {
        SettingsChange before = pool(said.pool()).map(pool -> pool.set).orElse(SettingsChange.NONE);
        SettingsChange set = said.change().over(before);
        List<String> broken = TwinSettings.broken(TwinSettings.inForce(set));
        if (!broken.isEmpty()) {
            return refused(Refusal.INVALID_SETTINGS, broken.toArray(String[]::new));
        }
        TwinPool pool = pool(said.pool()).orElseGet(() -> make(lease, said.pool()));
        pool.set = set;
        lease.notePool(pool, ChangeKind.SETTINGS_CHANGED, new Trigger(ChangeCause.REQUESTED, said.actor(), 0));
        lease.waitForCompany(pool);
        return new Decision.SettingsInForce(pool.settings());
    }

    private TwinPool make(TwinLease lease, PoolName name) {
        TwinPool pool = new TwinPool(name, now);
        if (now < quietUntil) {
            pool.life = TwinPool.Life.QUIET;
            pool.deadline = quietUntil;
        }
        pools.add(pool);
        pools.sort(Comparator.comparing((TwinPool each) -> each.name.value()));
        lease.notePool(pool, ChangeKind.POOL_CREATED, Trigger.NONE);
        return pool;
    }

    private Optional<TwinPool> pool(PoolName name) {
        return pools.stream().filter(pool -> pool.name.equals(name)).findFirst();
    }

    /** The texts of limits and values are the core's own. */
    static Decision refused(Refusal why, String... fields) {
        List<Violation> violations = new ArrayList<>();
        for (String field : fields) {
            violations.add(new Violation(field, "", ""));
        }
        return new Decision.Refused(why, violations);
    }

    /** As the core's readers see the pools, in order of name. */
    public List<PoolView> views() {
        return pools.stream().map(pool -> TwinViews.pool(pool, now)).toList();
    }

    /** As the core's readers see a pool's seats, in order of id. */
    public List<InstanceView> instances(PoolName name) {
        TwinPool pool = pool(name).orElseThrow();
        return pool.seats.stream()
                .map(seat -> TwinViews.instance(pool, seat, now))
                .toList();
    }
}
