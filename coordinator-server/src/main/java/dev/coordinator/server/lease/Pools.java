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

    Pools(Limits limits) {
        this.limits = limits;
    }

    Pool create(Turn turn, PoolName name) {
        Pool pool = new Pool(name, turn.now());
        byName.put(name.value(), pool);
        pool.note(turn, ChangeKind.POOL_CREATED, ChangeCause.NONE, Optional.empty(), Optional.empty(), 0);
        return pool;
    }

    void restore(Pool pool) {
        byName.put(pool.name().value(), pool);
        file(pool);
    }

    /** Settles what is due by the turn's time; pools that nothing remembers any more go. */
    void settle(Turn turn) {
        due.takeDue(turn.now()).forEach(pool -> {
            pool.settle(turn);
            if (pool.isForgotten()) {
                byName.remove(pool.name().value());
                due.remove(pool);
                pool.note(turn, ChangeKind.POOL_REMOVED, ChangeCause.NONE, Optional.empty(), Optional.empty(), 0);
            } else {
                file(pool);
            }
        });
    }

    /** To be called when a pool may have become due earlier than before. */
    void file(Pool pool) {
        due.file(pool, pool.due());
    }

    ClusterTime nextDue() {
        return due.next();
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
