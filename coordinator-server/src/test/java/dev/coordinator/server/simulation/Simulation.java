package dev.coordinator.server.simulation;

/** One run, all of which follows from its seed. */
final class Simulation {

    private final long seed;
    private final Tally tally = new Tally();
    private final World world;
    private final Cluster cluster;
    private final Network network;
    private final Population population;
    private final Trouble trouble;
    private final Fate fate;
    private final Operators operators;

    private Simulation(long seed, int sentences) {
        this.seed = seed;
        Chance chance = new Chance(seed);
        Timeline timeline = new Timeline();
        Story story = new Story(timeline, sentences);
        Beliefs beliefs = new Beliefs(timeline);
        Ledger ledger = new Ledger(story, tally, new Counting(tally, beliefs)::saw);
        this.world = new World(Plan.drawn(chance), timeline, story, tally, ledger, beliefs);
        this.cluster = new Cluster(world, chance.fork());
        this.network = new Network(world, cluster, chance.fork());
        this.population = new Population(world, network, chance.fork());
        this.trouble = new Trouble(world, cluster, chance.fork());
        this.fate = new Fate(world, population, chance.fork());
        this.operators = new Operators(world, cluster, chance.fork());
    }

    /**
     * Runs a seed.
     *
     * @throws SimulationFailure when something that must hold does not, with the story
     */
    static Outcome run(long seed) {
        try {
            return new Simulation(seed, 0).run();
        } catch (RuntimeException | AssertionError e) {
            throw again(seed, e);
        }
    }

    /** The same again, and somebody listens. */
    private static SimulationFailure again(long seed, Throwable first) {
        Simulation simulation = new Simulation(seed, SimulationFailure.SENTENCES);
        try {
            simulation.run();
        } catch (RuntimeException | AssertionError e) {
            return SimulationFailure.of(seed, e, simulation.world);
        }
        BrokenInvariant chance =
                new BrokenInvariant("SameSeedSameRun", "", "again the seed went well; at first: " + first.getMessage());
        return SimulationFailure.of(seed, chance, simulation.world);
    }

    private Outcome run() {
        cluster.start(population::hear);
        operators.start(this::bringUp);
        world.timeline().runUntil(world.plan().faultyMillis() * Timeline.MILLI);
        calm();
        world.ledger().replaysAlike();
        return new Outcome(
                seed, tally, world.timeline().happened(), world.ledger().digest());
    }

    private void bringUp() {
        population.start();
        trouble.start();
        fate.start();
    }

    private void calm() {
        trouble.end();
        fate.end();
        operators.end();
        network.calmDown();
        Calm calm = new Calm(world, cluster, population);
        calm.begin();
        operators.restore();
        pass(1_000);
        pass(calm.oldLeaseMillis() * 11 / 10);
        pass(calm.toldMillis() * 12 / 10);
        pass(calm.settlesInMillis() / 2);
        operators.restore();
        calm.revive();
        pass(calm.settlesInMillis() / 2);
        calm.requireAllHeld("in the calm");
        pass(calm.killPrimaries());
        calm.requireAllHeld("after the primary died in the calm");
        calm.requireAgreement();
    }

    private void pass(long millis) {
        world.timeline().runUntil(world.now() + millis * Timeline.MILLI);
    }

    /**
     * What came of a run.
     *
     * @param events how many there were
     * @param digest of every committed entry, every answer heard and the last state
     */
    record Outcome(long seed, Tally tally, long events, long digest) {}
}
