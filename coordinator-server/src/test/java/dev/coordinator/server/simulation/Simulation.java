package dev.coordinator.server.simulation;

/** One run, all of which follows from its seed. */
final class Simulation {

    private static final int MOST_LOOKS = 1_000;
    private static final long LOOK_MILLIS = 10;

    private final long seed;
    private final Tally tally = new Tally();
    private final World world;
    private final Cluster cluster;
    private final Network network;
    private final Population population;
    private final Trouble trouble;
    private final Fate fate;
    private final Operators operators;
    private final Readers readers;
    private final Disaster disaster;

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
        this.readers = new Readers(world, cluster, chance.fork());
        this.disaster = new Disaster(world, cluster, population, operators, chance.fork());
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
        return SimulationFailure.of(seed, new SameSeedSameRun().wentWellAgain(first), simulation.world);
    }

    private Outcome run() {
        cluster.start(population::hear);
        operators.start(this::bringUp);
        switch (world.plan().loss()) {
            case NONE -> pass(world.plan().faultyMillis());
            case QUIET, UNSAFE -> passWithDisaster();
            case WAITED -> {
                passWithDisaster();
                passQuiet();
            }
        }
        if (world.plan().loss() == Plan.Loss.QUIET) {
            rest();
            pass(2_000);
        } else {
            calm();
        }
        agree();
        if (world.ledger().replaysAlike() == 0) {
            throw new ReplayedEqualsLive().broken("nothing is decided again after a snapshot");
        }
        return new Outcome(
                seed, tally, world.timeline().happened(), world.ledger().digest());
    }

    private void passWithDisaster() {
        pass(world.plan().faultyMillis() / 2);
        disaster.strike();
        pass(world.plan().faultyMillis() / 2);
    }

    /** Things go wrong again when the time is over in which nothing is granted. */
    private void passQuiet() {
        rest();
        if (disaster.sleepThroughQuiet()) {
            goOn();
            pass(Math.max(disaster.quietMillis(), world.plan().faultyMillis() / 4));
        }
    }

    private void bringUp() {
        population.start();
        trouble.start();
        fate.start();
        readers.start();
    }

    private void rest() {
        trouble.end();
        fate.end();
        operators.end();
        readers.end();
    }

    private void goOn() {
        trouble.start();
        fate.start();
        operators.goOn();
        readers.start();
    }

    private void calm() {
        rest();
        readers.start();
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
    }

    /** Once nobody speaks any more, every node comes to have everything. */
    private void agree() {
        Calm calm = new Calm(world, cluster, population);
        readers.end();
        operators.end();
        calm.silence();
        for (int i = 0; i < MOST_LOOKS && !calm.isComplete(); i++) {
            pass(LOOK_MILLIS);
        }
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
