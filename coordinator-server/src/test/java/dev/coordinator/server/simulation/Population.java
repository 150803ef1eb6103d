package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.InstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All instances of all pools, and what befalls them. */
final class Population {

    private final World world;
    private final Network network;
    private final Chance chance;
    private final List<Instance> instances = new ArrayList<>();
    private final boolean callable;

    Population(World world, Network network, Chance chance) {
        this.world = world;
        this.network = network;
        this.chance = chance;
        this.callable = chance.percent(60);
        for (int pool = 0; pool < world.plan().pools(); pool++) {
            for (int i = 0; i < world.plan().instances(); i++) {
                instances.add(new Instance(
                        poolName(pool), instanceName(i), chance.percent(25) ? 1 : 0, kind(i), chance.percent(50)));
            }
        }
    }

    static String poolName(int number) {
        return "pool-" + number;
    }

    static String instanceName(int number) {
        return String.valueOf((char) ('a' + number));
    }

    /** Two of each pool are always members, or a calm would show nothing. Liars are at home where a cluster is lost. */
    private Instance.Kind kind(int number) {
        if (number < 2 || chance.percent(70)) {
            return Instance.Kind.MEMBER;
        }
        boolean isLost = world.plan().loss() != Plan.Loss.NONE;
        return chance.percent(isLost ? 30 : 60) ? Instance.Kind.BARE : Instance.Kind.LIAR;
    }

    void start() {
        for (Instance instance : instances) {
            world.timeline().inMillis(chance.between(1, 2 * world.plan().intervalMillis()), () -> {
                if (!instance.hasHadProgrames()) {
                    starts(instance);
                }
            });
        }
    }

    Program starts(Instance instance) {
        long most = world.plan().mostOffPpm();
        long rate = chance.percent(40) ? -most : chance.between(-most, most);
        if (Math.abs(rate) * 2 > most) {
            world.tally().saw(Sight.CLOCKS_OFF);
        }
        DriftingClock clock = new DriftingClock(world.timeline(), chance.between(0, 1L << 40), rate);
        return instance.starts(new Program.Surroundings(world, network, chance.fork(), clock));
    }

    /** Every instance that has no program starts one, within two intervals. */
    void startAll() {
        for (Instance instance : instances) {
            world.timeline().inMillis(chance.between(1, 2 * world.plan().intervalMillis()), () -> {
                if (instance.alive().isEmpty()) {
                    starts(instance);
                }
            });
        }
    }

    List<Instance> instances() {
        return instances;
    }

    Stream<Program> alive() {
        return instances.stream().flatMap(instance -> instance.alive().stream());
    }

    Stream<MemberProgram> members(String pool) {
        return alive().filter(program -> program.pool().equals(pool))
                .filter(MemberProgram.class::isInstance)
                .map(MemberProgram.class::cast);
    }

    /** As the sessions of a node pass on what it applied; a call may be lost, and gives no right. */
    void hear(Told told) {
        if (!callable) {
            return;
        }
        for (Change change : told.changes()) {
            called(change)
                    .ifPresent(id -> alive().filter(
                                    program -> program.node() == told.by().number())
                            .filter(program ->
                                    program.pool().equals(change.pool().value())
                                            && program.instance().id().equals(id.value()))
                            .filter(program -> chance.percent(90))
                            .forEach(program -> program.inMillis(
                                    chance.between(0, world.plan().delayMillis()), program::nudged)));
        }
    }

    private static Optional<InstanceId> called(Change change) {
        return switch (change.kind()) {
            case DESIGNATED -> change.to();
            case DRAINING -> change.from();
            case EVICTED -> change.to();
            case VACATED -> change.cause() == ChangeCause.EXPIRED ? change.from() : Optional.empty();
            case SEAT_TAKEN -> change.to();
            default -> Optional.empty();
        };
    }
}
