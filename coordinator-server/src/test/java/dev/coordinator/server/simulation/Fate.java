package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Tenure;
import java.util.List;
import java.util.Optional;

/** What befalls instances and their ways to the coordinators, and what they decide themselves. */
final class Fate {

    private final World world;
    private final Population population;
    private final Chance chance;
    private boolean over;

    Fate(World world, Population population, Chance chance) {
        this.world = world;
        this.population = population;
        this.chance = chance;
    }

    void start() {
        over = false;
        strikeLater();
    }

    void end() {
        over = true;
    }

    private void strikeLater() {
        long interval = world.plan().intervalMillis();
        world.timeline().inMillis(chance.between(interval / 10, interval), this::strike);
    }

    private void strike() {
        if (over) {
            return;
        }
        List<Instance> all = population.instances();
        Instance instance = all.get(chance.below(all.size()));
        if (chance.percent(40)) {
            instance = holder(instance.pool()).map(Program::instance).orElse(instance);
        }
        strike(instance);
        strikeLater();
    }

    private void strike(Instance instance) {
        List<Program> alive = instance.alive();
        if (alive.isEmpty()) {
            if (chance.percent(50)) {
                population.starts(instance);
            }
            return;
        }
        Program program = alive.get(chance.below(alive.size()));
        switch (chance.below(16)) {
            case 0 -> kill(program);
            case 1 -> {
                kill(program);
                population.starts(instance);
            }
            case 2 -> share(instance, alive);
            case 3, 4 -> suspend(program);
            case 5 -> program.link().cutUntilNanos = soon();
            case 6 -> program.link().deafUntilNanos = soon();
            case 7, 8, 9 -> silence(instance.pool());
            default -> decide(program);
        }
    }

    private long soon() {
        long ttl = world.plan().longestTtlMillis();
        return world.now() + chance.between(ttl / 10, ttl * 3 / 2) * Timeline.MILLI;
    }

    private void kill(Program program) {
        world.tally().saw(Sight.PROGRAM_CRASHES);
        world.story().tell(program.pool(), () -> program + " is killed");
        program.kill();
    }

    private void share(Instance instance, List<Program> alive) {
        if (instance.kind() == Instance.Kind.MEMBER && alive.size() == 1) {
            world.tally().saw(Sight.SHARED_IDS);
            population.starts(instance);
        }
    }

    private void suspend(Program program) {
        if (program instanceof BareProgram) {
            return;
        }
        long nanos = soon() - world.now();
        world.tally().saw(Sight.PROGRAM_SUSPENSIONS);
        world.story().tell(program.pool(), () -> program + " is suspended for " + nanos / 1e6 + " ms");
        program.suspend(nanos);
    }

    private void decide(Program program) {
        if (program instanceof MemberProgram member && !program.isSuspended()) {
            switch (chance.below(6)) {
                case 0 -> member.declares(false);
                case 1, 2 -> member.declares(true);
                case 3 -> member.prefers(chance.below(3));
                case 4 -> member.releases();
                default -> {
                    if (chance.percent(50)) {
                        member.leaves();
                    }
                }
            }
        }
    }

    private Optional<Program> holder(String pool) {
        return world.ledger()
                .machine()
                .view(new PoolName(pool))
                .flatMap(view -> view.primary())
                .flatMap(primary -> program(pool, primary.instance()));
    }

    private Optional<Program> program(String pool, InstanceId id) {
        return population
                .alive()
                .filter(program ->
                        program.pool().equals(pool) && program.instance().id().equals(id.value()))
                .findFirst();
    }

    /** The holder's messages arrive together, just before or just after its deadline, while its rivals poll. */
    private void silence(String pool) {
        PoolName name = new PoolName(pool);
        world.ledger().machine().view(name).ifPresent(view -> {
            if (view.tenure() instanceof Tenure.Held held && view.leaseRemainingMillis() > 0) {
                program(pool, held.reign().primary()).ifPresent(program -> {
                    world.tally().saw(Sight.SILENCED_HOLDERS);
                    long sinceStamp = chance.between(-80, 80);
                    program.link().heldUntilNanos =
                            world.now() + (view.leaseRemainingMillis() + sinceStamp) * Timeline.MILLI;
                });
            }
        });
    }
}
