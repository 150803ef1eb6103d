package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One entry of the log: the state before it, what it said, what came of it. */
record Step(
        StateImage before,
        Stamp stamp,
        List<Command> commands,
        List<Decision> decisions,
        List<Change> changes,
        LeaseMachine machine,
        StateImage after) {

    static Optional<Tenure.Held> held(PoolImage pool) {
        if (pool.tenure() instanceof Tenure.Held held) {
            return Optional.of(held);
        }
        return pool.tenure() instanceof Tenure.Draining draining ? Optional.of(draining.held()) : Optional.empty();
    }

    static Optional<PoolImage> pool(StateImage image, PoolName name) {
        return image.pools().stream().filter(pool -> pool.name().equals(name)).findFirst();
    }

    /** The instances of a pool that said something that was not refused. */
    List<Command> heardOf(PoolName pool, InstanceId id) {
        return IntStream.range(0, commands.size())
                .filter(i -> !(decisions.get(i) instanceof Decision.Refused))
                .filter(i -> isFrom(pool, id, i))
                .mapToObj(commands::get)
                .toList();
    }

    private boolean isFrom(PoolName pool, InstanceId id, int i) {
        if (commands.get(i) instanceof Command.Leave leave) {
            return leave.pool().equals(pool) && leave.instance().equals(id);
        }
        return decisions.get(i) instanceof Decision.Answer answer
                && answer.pool().equals(pool)
                && answer.instance().equals(id);
    }
}
