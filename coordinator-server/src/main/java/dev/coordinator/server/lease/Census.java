package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many pools and instances are in which state: an account that is filled page by page. For one thread at a time. */
public final class Census {

    /** What a pool's lease is. */
    public enum PoolState {
        /** Waits for its candidates. */
        BOOTSTRAPPING,
        /** Nobody holds it or is awaited. */
        VACANT,
        /** Somebody is awaited. */
        DESIGNATED,
        /** Somebody holds it. */
        HELD,
        /** Its holder is asked to stop. */
        DRAINING,
        /** Nothing is granted after a recovery. */
        QUIET,
        /** Deleted, while a lease may still be believed in. */
        DELETED
    }

    /** What an instance is to its pool. */
    public enum InstanceState {
        /** It holds the lease. */
        PRIMARY,
        /** It holds the lease and is asked to stop. */
        DRAINING,
        /** Live and may be chosen. */
        STANDBY,
        /** Live and must not be chosen. */
        UNELECTABLE,
        /** Not heard of for too long. */
        LOST,
        /** It said good-bye, or was told to go. */
        LEFT
    }

    private final Map<PoolState, Integer> pools = new EnumMap<>(PoolState.class);
    private final Map<InstanceState, Integer> instances = new EnumMap<>(InstanceState.class);
    private int paused;
    private final List<PoolFigures> first = new ArrayList<>();
    private final int most;
    private int all;
    private int withoutSuccessor;

    /** Of nothing yet: every state counts 0. */
    public Census() {
        this(0);
    }

    /** The same, which notes the first {@code most} pools one by one. */
    public Census(int most) {
        this.most = most;
        for (PoolState state : PoolState.values()) {
            pools.put(state, 0);
        }
        for (InstanceState state : InstanceState.values()) {
            instances.put(state, 0);
        }
    }

    /** How many pools are in which state; all states are there. */
    public Map<PoolState, Integer> pools() {
        return Collections.unmodifiableMap(pools);
    }

    /** How many instances are in which state; all states are there. */
    public Map<InstanceState, Integer> instances() {
        return Collections.unmodifiableMap(instances);
    }

    /** How many pools are paused. */
    public int paused() {
        return paused;
    }

    /** How many pools have a primary and nobody who could take over. */
    public int withoutSuccessor() {
        return withoutSuccessor;
    }

    /** The first pools in the order in which they were added, as many as were asked for. */
    public List<PoolFigures> first() {
        return Collections.unmodifiableList(first);
    }

    /** How many pools there are. */
    public int all() {
        return all;
    }

    void add(Pool pool) {
        pools.merge(state(pool.tenure()), 1, Integer::sum);
        paused += pool.pause().isPresent() ? 1 : 0;
        int candidates = 0;
        for (Seat seat : pool.seats()) {
            instances.merge(state(pool, seat), 1, Integer::sum);
            candidates += seat.isEligible() && !pool.holds(seat.id()) ? 1 : 0;
        }
        withoutSuccessor += pool.held().isPresent() && candidates == 0 ? 1 : 0;
        all++;
        if (first.size() < most) {
            first.add(new PoolFigures(
                    pool.name(),
                    pool.held().map(held -> held.reign().epoch().number()).orElse(0L),
                    candidates,
                    pool.pause().isPresent()));
        }
    }

    private static PoolState state(Tenure tenure) {
        if (tenure instanceof Tenure.Held) {
            return PoolState.HELD;
        }
        if (tenure instanceof Tenure.Draining) {
            return PoolState.DRAINING;
        }
        if (tenure instanceof Tenure.Designated) {
            return PoolState.DESIGNATED;
        }
        if (tenure instanceof Tenure.Vacant) {
            return PoolState.VACANT;
        }
        if (tenure instanceof Tenure.Bootstrapping) {
            return PoolState.BOOTSTRAPPING;
        }
        return tenure instanceof Tenure.Quiet ? PoolState.QUIET : PoolState.DELETED;
    }

    private static InstanceState state(Pool pool, Seat seat) {
        if (pool.isHeldBy(seat)) {
            return pool.tenure() instanceof Tenure.Draining ? InstanceState.DRAINING : InstanceState.PRIMARY;
        }
        if (seat.hasLeft()) {
            return InstanceState.LEFT;
        }
        if (!seat.isLive()) {
            return InstanceState.LOST;
        }
        return seat.isEligible() ? InstanceState.STANDBY : InstanceState.UNELECTABLE;
    }
}
