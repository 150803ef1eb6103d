package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.replication.Completion;
import dev.coordinator.server.replication.Failure;
import java.util.List;
import java.util.Optional;

/** People with {@code coordctl}: now and then one asks any node for something, and asks again when nobody answers. */
final class Operators {

    private static final long FAR_AHEAD_MILLIS = 1_200_000;

    private final World world;
    private final Cluster cluster;
    private final Chance chance;
    private boolean over;

    Operators(World world, Cluster cluster, Chance chance) {
        this.world = world;
        this.cluster = cluster;
        this.chance = chance;
    }

    /** The first settings come before anything else, or a lease of the default two minutes would outlast the run. */
    void start(Runnable then) {
        startFrom(0, then);
    }

    private void startFrom(int pool, Runnable then) {
        boolean last = pool == world.plan().pools() - 1;
        ask(firstSettings(pool(pool)), last ? then : () -> startFrom(pool + 1, then));
        if (last) {
            actLater();
        }
    }

    private Command firstSettings(PoolName pool) {
        return new Command.SetPoolSettings(pool, world.plan().choices().get(0), OperatorAction.WHO);
    }

    private static PoolName pool(int number) {
        return new PoolName(Population.poolName(number));
    }

    void end() {
        over = true;
    }

    /** They go on as before. */
    void goOn() {
        over = false;
        actLater();
    }

    /** Sets again in every pool what was in force from the start. */
    void settle() {
        for (int i = 0; i < world.plan().pools(); i++) {
            ask(firstSettings(pool(i)), () -> {});
        }
    }

    /** Ends the run that is primary of each pool, though nobody may be left who tells it. */
    void evictPrimaries() {
        for (int i = 0; i < world.plan().pools(); i++) {
            PoolName pool = pool(i);
            Step.held(world.ledger().latest(), pool).ifPresent(held -> {
                Operation word = new Operation.Evict(held.reign().primary(), Optional.empty());
                ask(new Command.Operate(pool, word, OperatorAction.WHO), () -> {});
            });
        }
    }

    /** Lets the leases of every pool last for as long as any may. */
    void lengthen() {
        for (int i = 0; i < world.plan().pools(); i++) {
            ask(new Command.SetPoolSettings(pool(i), world.plan().longestLease(), OperatorAction.WHO), () -> {});
        }
    }

    /** Takes back whatever stands in the way of a primary, or would move one later. */
    void restore() {
        for (int i = 0; i < world.plan().pools(); i++) {
            PoolName pool = pool(i);
            ask(new Command.Operate(pool, new Operation.Resume(), OperatorAction.WHO), () -> {});
            ask(new Command.Operate(pool, new Operation.Unschedule(), OperatorAction.WHO), () -> {});
            ask(firstSettings(pool), () -> {});
            for (int each = 0; each < world.plan().instances(); each++) {
                Operation uncordon = new Operation.Uncordon(new InstanceId(Population.instanceName(each)));
                ask(new Command.Operate(pool, uncordon, OperatorAction.WHO), () -> {});
            }
        }
    }

    private void actLater() {
        long pause = 3 * world.plan().intervalMillis();
        world.timeline().inMillis(chance.between(pause / 4, 2 * pause), this::act);
    }

    private void act() {
        if (over) {
            return;
        }
        world.tally().saw(Sight.OPERATOR_ACTIONS);
        List<OperatorAction> actions = OperatorAction.ALL;
        PoolName pool = pool(chance.below(world.plan().pools()));
        Command command = actions.get(chance.below(actions.size())).command(world, chance, pool);
        ask(command, afterwards(command, pool));
        actLater();
    }

    private Runnable afterwards(Command command, PoolName pool) {
        Optional<Operation> operation =
                command instanceof Command.Operate operate ? Optional.of(operate.operation()) : Optional.empty();
        if (operation.filter(Operation.Delete.class::isInstance).isPresent()) {
            return () -> ask(firstSettings(pool), () -> {});
        }
        boolean setsClocks =
                operation.filter(Operation.Schedule.class::isInstance).isPresent() && chance.percent(15);
        return setsClocks ? this::setClocksAhead : () -> {};
    }

    /** So far that what was just scheduled comes too late. */
    private void setClocksAhead() {
        world.story().tell(() -> "all wall clocks are set " + FAR_AHEAD_MILLIS + " ms ahead");
        for (Node node : cluster.nodes()) {
            world.tally().saw(Sight.WALL_CLOCKS_SET);
            node.setWallClockAtLeast(node.wallMillis() + FAR_AHEAD_MILLIS);
        }
    }

    private void ask(Command command, Runnable then) {
        ask(command, then, over);
    }

    /** What was asked for before the end is not repeated after it. */
    private void ask(Command command, Runnable then, boolean late) {
        if (over && !late) {
            return;
        }
        List<Node> nodes = cluster.nodes();
        Node node = nodes.get(chance.below(nodes.size()));
        if (!node.isUp()) {
            world.timeline().inMillis(50, () -> ask(command, then, late));
            return;
        }
        node.whenAwake(() -> node.submit(command, new Completion() {
            @Override
            public void decided(long logIndex, Decision decision) {
                world.ledger().answered(logIndex, command, decision);
                then.run();
            }

            @Override
            public void failed(Failure failure) {
                world.timeline().inMillis(200, () -> ask(command, then, late));
            }
        }));
    }
}
