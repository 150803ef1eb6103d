package dev.coordinator.server.simulation;

/** S7: once faults stop, each pool in which somebody would be primary has one who knows it. */
final class PoolsHavePrimaries implements Rule {

    private final World world;
    private final Population population;

    PoolsHavePrimaries(World world, Population population) {
        this.world = world;
        this.population = population;
    }

    /** @param when as a sentence begins */
    void check(String pool, String when) {
        boolean someoneWould = population.members(pool).anyMatch(Program::isWilling);
        if (someoneWould && !world.beliefs().isHeld(pool)) {
            throw broken(pool, when + " nobody is primary");
        }
    }
}
