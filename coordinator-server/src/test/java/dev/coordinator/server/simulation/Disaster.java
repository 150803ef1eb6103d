package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.Recovery;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.lease.Tenure;
import dev.coordinator.server.lease.Violation;
import java.util.List;

/**
 * All coordinators are lost at once. What is left is a backup of one of them, or the state of one that survives, and an
 * operator makes another cluster of it by {@link Recovery}; everything after that state is forgotten. The instances live on,
 * and know better.
 */
final class Disaster {

    private static final int MOST_ATTEMPTS = 30;
    private static final int MOST_NIGHTS = 40;
    private static final long NIGHT_MILLIS = 15_000;
    private static final long HOUR_MILLIS = 3_600_000;

    private final World world;
    private final Cluster cluster;
    private final Population population;
    private final Operators operators;
    private final Chance chance;

    Disaster(World world, Cluster cluster, Population population, Operators operators, Chance chance) {
        this.world = world;
        this.cluster = cluster;
        this.population = population;
        this.operators = operators;
        this.chance = chance;
    }

    /** @param index the last entry that the state knows of */
    private record Kept(Node node, long index, StateImage state) {}

    /** The cluster is lost now, and another goes on. */
    void strike() {
        boolean evicts = chance.percent(50);
        if (evicts) {
            operators.evictPrimaries();
            pass(world.plan().intervalMillis() / 2);
        }
        Kept kept = keeps(evicts ? 60 : 20);
        prolong();
        boolean unsafe = world.plan().loss() == Plan.Loss.UNSAFE;
        world.story()
                .tell(() ->
                        "all nodes are lost; what is left is the state of " + kept.node + " at entry " + kept.index);
        cluster.collapse();
        world.tally().saw(Sight.DECISIONS_FORGOTTEN, world.ledger().size() - kept.index);
        if (unsafe) {
            population.alive().toList().forEach(Program::kill);
        } else if (chance.percent(50)) {
            leaveBehind();
        }
        pass(chance.between(100, 4_000));
        begin(kept, recovered(kept, unsafe), unsafe);
    }

    /**
     * A backup from before anything happened, one of a little while ago, the last one, or what a node has at this moment, in
     * so many of a hundred.
     */
    private Kept keeps(int now) {
        List<Node> nodes = cluster.nodes();
        Node node = nodes.get(chance.below(nodes.size()));
        int roll = chance.below(100);
        if (roll < 8) {
            return new Kept(node, 0, new LeaseMachine().image());
        }
        if (roll < 8 + now && node.isUp() && node.log().applied() > 0) {
            return new Kept(node, node.log().applied(), Ledger.read(node.image()));
        }
        if (roll < 50 + now / 2) {
            long index = Math.max(1, world.ledger().size() - chance.between(1, Agreement.RECENT - 1));
            return new Kept(node, index, world.ledger().agreement().recent(index));
        }
        return node.disk().snapshotIndex() > 0
                ? new Kept(
                        node,
                        node.disk().snapshotIndex(),
                        Ledger.read(node.disk().snapshot()))
                : new Kept(node, 0, new LeaseMachine().image());
    }

    /** In some runs leases have come to last for hours, and what was kept doesn't know. */
    private void prolong() {
        if (world.plan().loss() != Plan.Loss.UNSAFE && chance.percent(60)) {
            operators.lengthen();
            pass(4 * world.plan().intervalMillis());
        }
    }

    /** Who holds a lease doesn't reach the new cluster, which would tell it to stop. */
    private void leaveBehind() {
        population.alive().filter(world.beliefs()::isBelieved).forEach(program -> {
            program.link().cutUntilNanos = Long.MAX_VALUE;
            if (world.beliefs().restNanos(program) > HOUR_MILLIS * Timeline.MILLI) {
                world.tally().saw(Sight.LONG_BELIEFS);
            }
        });
    }

    /** An operator whose wall clock is behind is refused, sets it right, and asks again. */
    private byte[] recovered(Kept kept, boolean unsafe) {
        List<Violation> why = List.of();
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            Recovery recovery = new Recovery(kept.node.wallMillis(), 0, unsafe, OperatorAction.WHO);
            Recovery.Outcome outcome = recovery.of(kept.state);
            if (outcome instanceof Recovery.Outcome.Recovered recovered) {
                return Ledger.bytes(recovered.image());
            }
            why = ((Recovery.Outcome.Refused) outcome).violations();
            world.tally().saw(Sight.RECOVERIES_REFUSED);
            kept.node.setWallClockAtLeast(kept.state.newestWallMillis());
            pass(2_000);
        }
        throw new RecoveriesSucceed().stillRefused(why);
    }

    private void begin(Kept kept, byte[] image, boolean unsafe) {
        world.story().tell(() -> "a new cluster begins, recovered" + (unsafe ? " by an unsafe word" : ""));
        world.tally().saw(Sight.RECOVERIES);
        world.tally().saw(Sight.RECOVERIES_UNSAFE, unsafe ? 1 : 0);
        LogEntry first = new LogEntry(1, new byte[0], world.now(), 0);
        world.ledger().beginAnew(first, kept.index, kept.state, image, unsafe);
        cluster.begin(first, image);
        operators.settle();
        if (unsafe) {
            population.startAll();
        }
    }

    /**
     * Everybody sleeps, and wakes now and then, until shortly before the end of the time in which nothing is granted.
     *
     * @return whether it came to that; not, when an operator's unsafe word has ended it for every pool, for then nothing is
     *     waited for and cluster time stands still
     */
    boolean sleepThroughQuiet() {
        long until = world.ledger().latest().quietUntil().millis();
        operators.settle();
        pass(1_000);
        for (int i = 0; i < MOST_NIGHTS; i++) {
            if (world.ledger().latest().pools().stream().noneMatch(pool -> pool.tenure() instanceof Tenure.Quiet)) {
                return false;
            }
            long left = until - world.ledger().latest().time().millis();
            if (left < NIGHT_MILLIS) {
                world.tally().saw(Sight.QUIETS_OVER);
                return true;
            }
            long millis = left - left / 20 - NIGHT_MILLIS / 2;
            population.alive().toList().forEach(program -> program.suspend(millis * Timeline.MILLI));
            pass(millis);
        }
        throw new ClusterTimeGoesOn()
                .isFarFrom(until, world.ledger().latest().time().millis());
    }

    /** How long until the quiet time is over for certain. */
    long quietMillis() {
        return (world.ledger().latest().quietUntil().millis()
                        - world.ledger().latest().time().millis())
                * 11
                / 10;
    }

    private void pass(long millis) {
        world.timeline().runUntil(world.now() + millis * Timeline.MILLI);
    }
}
