package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.lease.Tenure;
import java.util.List;
import java.util.Optional;

/**
 * S7: once faults stop, every pool comes to have a primary that knows it; and when that one dies, another is there within
 * the rest of its lease and 1.1 intervals.
 */
final class Calm {

    private static final long SLACK_MILLIS = 400;

    private final World world;
    private final Cluster cluster;
    private final Population population;
    private final PoolsHavePrimaries primaries;

    Calm(World world, Cluster cluster, Population population) {
        this.world = world;
        this.cluster = cluster;
        this.population = population;
        this.primaries = new PoolsHavePrimaries(world, population);
    }

    /** Everybody is there, and nobody lies. */
    void begin() {
        world.story().tell(() -> "everything is calm from now on");
        for (Instance instance : population.instances()) {
            instance.alive().forEach(Program::wake);
            if (instance.kind() == Instance.Kind.LIAR) {
                instance.alive().forEach(Program::kill);
            } else if (instance.kind() == Instance.Kind.MEMBER) {
                recover(instance);
            } else {
                instance.alive().forEach(program -> ((BareProgram) program).settle());
            }
        }
    }

    private void recover(Instance instance) {
        List<Program> alive = instance.alive();
        alive.stream().skip(1).forEach(Program::kill);
        if (alive.isEmpty()) {
            population.starts(instance);
        } else {
            Program.Link link = alive.get(0).link();
            link.cutUntilNanos = 0;
            link.deafUntilNanos = 0;
            link.heldUntilNanos = 0;
            alive.get(0).inMillis(1, () -> ((MemberProgram) alive.get(0)).declares(true));
        }
    }

    /** Long enough for every lease of the faulty time to end, and for everybody to be heard twice. */
    long settlesInMillis() {
        return world.plan().longestTtlMillis() * 3 + world.plan().longestIntervalMillis() * 3 + 5_000;
    }

    /**
     * How long a lease lasts that was granted under the default settings, between the deletion of a pool and its new ones;
     * until then nothing can be asked of that pool.
     */
    long oldLeaseMillis() {
        return pools().stream()
                .mapToLong(view -> view.tenure() instanceof Tenure.Deleted deleted
                        ? deleted.until().millisSince(world.ledger().machine().time())
                        : view.leaseRemainingMillis())
                .filter(left -> left > world.plan().longestTtlMillis())
                .max()
                .orElse(0);
    }

    /** How long until everybody was heard of who was told to come late, under the default settings. */
    long toldMillis() {
        StateImage state = world.ledger().latest();
        return state.pools().stream()
                .flatMap(pool -> pool.seats().stream())
                .mapToLong(seat -> seat.toldNextMillis() - state.time().millis())
                .filter(left -> left > world.plan().longestIntervalMillis())
                .max()
                .orElse(0);
    }

    private List<PoolView> pools() {
        return world.ledger().machine().list("", Optional.empty(), world.plan().pools());
    }

    /** Who is over starts anew, and everybody comes now, even who was told to come late. */
    void revive() {
        for (Instance instance : population.instances()) {
            if (instance.kind() == Instance.Kind.MEMBER) {
                if (instance.alive().isEmpty()) {
                    population.starts(instance);
                }
                instance.alive().forEach(Program::nudged);
            }
        }
    }

    /** Kills every primary; says how long it may take until there are others. */
    long killPrimaries() {
        long longest = 0;
        for (int i = 0; i < world.plan().pools(); i++) {
            String pool = Population.poolName(i);
            Optional<PoolView> view = world.ledger().machine().view(new PoolName(pool));
            primaries.check(pool, "in the calm");
            long within = view.orElseThrow().leaseRemainingMillis()
                    + view.orElseThrow().settings().checkInIntervalMillis() * 11 / 10
                    + 8 * world.plan().delayMillis()
                    + SLACK_MILLIS;
            longest = Math.max(longest, within + within / 20);
            population
                    .alive()
                    .filter(program -> program.pool().equals(pool))
                    .filter(world.beliefs()::isBelieved)
                    .toList()
                    .forEach(program -> {
                        world.story().tell(pool, () -> program + " is killed in the calm");
                        program.kill();
                        world.tally().saw(Sight.RESCUES);
                    });
        }
        return longest;
    }

    void requireAllHeld(String when) {
        for (int i = 0; i < world.plan().pools(); i++) {
            primaries.check(Population.poolName(i), when);
        }
    }

    /** Nobody says anything any more. */
    void silence() {
        population.alive().toList().forEach(Program::kill);
    }

    /** Whether every node has everything. */
    boolean isComplete() {
        return cluster.nodes().stream().allMatch(node -> node.isWorking() && lag(node) == 0);
    }

    private long lag(Node node) {
        return world.ledger().size() - node.agreedUpTo();
    }

    /** All nodes have everything and the same, compared entry by entry, and not only where they lead. */
    void requireAgreement() {
        long last = world.ledger().size();
        for (Node node : cluster.nodes()) {
            if (!node.isWorking() || lag(node) > 0) {
                throw new ReplicasAgree().broken(node + " never has everything, but lags behind " + last);
            }
            world.ledger().agreement().agrees(node.toString(), last, node.image());
        }
        if (world.tally().of(Sight.FOLLOWED) == 0) {
            throw new ReplicasAgree().broken("nothing was compared on a node that follows");
        }
    }
}
