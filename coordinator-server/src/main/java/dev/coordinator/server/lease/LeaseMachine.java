package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The whole replicated state, and how an entry of the log changes it.
 *
 * <p>Deterministic: equal states and equal entries give equal states, decisions and changes, in the same order (S8). Not
 * safe for use by several threads.
 */
public final class LeaseMachine {

    private final Pools pools;
    private final Registry registry;
    private ClusterTime time = ClusterTime.ZERO;
    private long newestWallMillis;
    private long checkIns;

    /** The empty state of a new cluster. */
    public LeaseMachine() {
        this(Limits.FIXED);
    }

    /** Under smaller limits, for stories about them; an image doesn't carry them. */
    LeaseMachine(Limits limits) {
        this.pools = new Pools(limits, ClusterTime.ZERO);
        this.registry = new Registry();
    }

    private LeaseMachine(StateImage image) {
        pools = new Pools(Limits.FIXED, image.quietUntil());
        registry = Registry.from(image);
        time = image.time();
        newestWallMillis = image.newestWallMillis();
        for (PoolImage each : image.pools()) {
            Pool pool = Pool.from(each);
            pool.seats().forEach(registry::added);
            pools.restore(pool, time);
        }
    }

    /** The state that {@link #image} was taken of. */
    public static LeaseMachine from(StateImage image) {
        return new LeaseMachine(image);
    }

    /** A picture of this state. */
    public StateImage image() {
        return new StateImage(
                time,
                newestWallMillis,
                pools.quietUntil(),
                registry.lastEpoch(),
                registry.lastHandle(),
                registry.lastNonce(),
                registry.lostEpochs(),
                pools.all().stream().map(Pool::image).toList());
    }

    /**
     * Applies one entry: first what is due by its time, then its commands in order.
     *
     * @param stamp time that is before an earlier entry's counts as that entry's
     * @param changes told of every change, in order
     * @return one decision for each command, in order
     */
    public List<Decision> apply(Stamp stamp, List<Command> commands, Consumer<Change> changes) {
        return apply(stamp, commands, changes, Renewals.UNMEASURED);
    }

    /** The same, with each renewal measured. */
    public List<Decision> apply(Stamp stamp, List<Command> commands, Consumer<Change> changes, Renewals renewals) {
        time = ClusterTime.later(time, stamp.time());
        newestWallMillis = Math.max(newestWallMillis, stamp.wallMillis());
        Turn turn = new Turn(time, stamp.wallMillis(), registry, changes, renewals);
        pools.settle(turn);
        Commands rules = new Commands(turn, pools);
        List<Decision> decisions = new ArrayList<>(commands.size());
        for (Command command : commands) {
            checkIns += command instanceof Command.Renewal || command instanceof Command.CheckIn ? 1 : 0;
            decisions.add(rules.decide(command));
        }
        return decisions;
    }

    /** The latest stamp applied. */
    public ClusterTime time() {
        return time;
    }

    /** No later than the next moment at which time alone changes something; empty: nothing is pending. */
    public Optional<ClusterTime> nextDue() {
        ClusterTime next = pools.nextDue();
        return next.equals(ClusterTime.NEVER) ? Optional.empty() : Optional.of(next);
    }

    /** How many pools there are. */
    public int pools() {
        return pools.size();
    }

    /** How many seats there are. */
    public int instances() {
        return registry.seats();
    }

    /** How many check-ins were applied here, refused ones included. No part of the state: an image knows nothing of it. */
    public long checkIns() {
        return checkIns;
    }

    /** One pool, as readers see it. */
    public Optional<PoolView> view(PoolName name) {
        return pools.find(name).map(pool -> Views.pool(pool, time));
    }

    /** What explains who is primary of a pool, oldest first: at least its last 64 grants. */
    public Optional<List<Change>> history(PoolName name) {
        return pools.find(name).map(Pool::history);
    }

    /** What would happen to a pool if its primary died now. A copy of the pool alone is played forward; this state stays. */
    public Optional<Explanation> explain(PoolName name) {
        return pools.find(name).map(pool -> new Forecast(pool, time, newestWallMillis).explain());
    }

    /** What a change of a pool's settings would come to if it were applied now: a refusal, or the settings. */
    public Decision settingsAfter(PoolName name, SettingsChange change) {
        return Commands.settingsAfter(pools, name, change);
    }

    /**
     * Pools in order of name.
     *
     * @param prefix of the names, may be empty
     * @param after only those that come later
     * @param most how many at most
     */
    public List<PoolView> list(String prefix, Optional<PoolName> after, int most) {
        List<PoolView> views = new ArrayList<>();
        for (Pool pool : pools.from(prefix, after).values()) {
            if (views.size() == most || !pool.name().value().startsWith(prefix)) {
                break;
            }
            views.add(Views.pool(pool, time));
        }
        return views;
    }

    /** One instance of a pool. */
    public Optional<InstanceView> instance(PoolName name, InstanceId id) {
        return pools.find(name).flatMap(pool -> pool.seat(id)).map(seat -> Views.instance(seat, time));
    }

    /**
     * Adds pools, in order of name, to an account of all.
     *
     * @param after only those that come later
     * @param most how many at most
     * @return the last one added, while there may be more
     */
    public Optional<PoolName> count(Optional<PoolName> after, int most, Census census) {
        int counted = 0;
        for (Pool pool : pools.from("", after).values()) {
            census.add(pool);
            counted++;
            if (counted == most) {
                return Optional.of(pool.name());
            }
        }
        return Optional.empty();
    }

    /** Instances of a pool in order of id, {@code most} at most, only those later than {@code after}. */
    public Optional<List<InstanceView>> instances(PoolName name, Optional<InstanceId> after, int most) {
        return pools.find(name).map(pool -> {
            Collection<Seat> rest = pool.seatsAfter(after);
            return rest.stream()
                    .limit(most)
                    .map(seat -> Views.instance(seat, time))
                    .toList();
        });
    }
}
