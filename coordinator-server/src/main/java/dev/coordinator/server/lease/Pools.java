package dev.coordinator.server.lease;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All pools, in order of name, and when each is to be settled. */
final class Pools {

    private final TreeMap<String, Pool> byName = new TreeMap<>();
    private final DueIndex due = new DueIndex();
    private final Limits limits;
    private final ClusterTime quietUntil;

    /** None yet; those made before {@code quietUntil} grant nothing until then. */
    Pools(Limits limits, ClusterTime quietUntil) {
        this.limits = limits;
        this.quietUntil = quietUntil;
    }

    /** A lease of a pool of that name, lost in a recovery, may still be believed in. */
    Pool create(Turn turn, PoolName name) {
        Tenure tenure = quietUntil.isAfter(turn.now())
                ? new Tenure.Quiet(quietUntil, Trigger.of(ChangeCause.FIRST))
                : Tenure.Vacant.first(turn.now());
        Pool pool = new Pool(name, tenure);
        byName.put(name.value(), pool);
        tell(turn, pool, ChangeKind.POOL_CREATED);
        return pool;
    }

    void restore(Pool pool, ClusterTime now) {
        byName.put(pool.name().value(), pool);
        file(pool, now);
    }

    /** Settles what is due by the turn's time. */
    void settle(Turn turn) {
        due.takeDue(turn.now()).forEach(pool -> settle(turn, pool));
    }

    /** Does to a pool what time alone does; without effect where nothing is due. */
    void settle(Turn turn, Pool pool) {
        new Succession(turn, pool).settle();
        new Appointments(turn, pool).keepIfDue();
        keep(turn, pool);
    }

    /** To be called when a pool may have become due earlier than before, or forgotten. */
    void keep(Turn turn, Pool pool) {
        pool.forget(turn);
        if (pool.isForgotten()) {
            byName.remove(pool.name().value());
            due.remove(pool);
            tell(turn, pool, ChangeKind.POOL_REMOVED);
        } else {
            new Succession(turn, pool).failBack();
            file(pool, turn.now());
        }
    }

    private static void tell(Turn turn, Pool pool, ChangeKind kind) {
        pool.note(turn, kind, Trigger.NONE, Optional.empty(), Optional.empty(), 0);
    }

    private void file(Pool pool, ClusterTime now) {
        due.file(pool, pool.due(now));
    }

    ClusterTime nextDue() {
        return due.next();
    }

    ClusterTime quietUntil() {
        return quietUntil;
    }

    Optional<Pool> find(PoolName name) {
        return Optional.ofNullable(byName.get(name.value()));
    }

    /** Those that begin with {@code prefix}, and those that sort later, in order of name, after {@code last}. */
    NavigableMap<String, Pool> from(String prefix, Optional<PoolName> last) {
        return last.filter(name -> name.value().compareTo(prefix) >= 0)
                .map(name -> byName.tailMap(name.value(), false))
                .orElseGet(() -> byName.tailMap(prefix, true));
    }

    Collection<Pool> all() {
        return byName.values();
    }

    int size() {
        return byName.size();
    }

    Limits limits() {
        return limits;
    }
}
