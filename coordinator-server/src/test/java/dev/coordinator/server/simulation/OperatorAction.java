package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Eviction;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.SettingsChange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One thing that an operator may ask for. To add one, add its line to {@link #ALL}: more lines make it more frequent. */
@FunctionalInterface
interface OperatorAction {

    Actor WHO = new Actor("someone", "the simulation");

    List<OperatorAction> ALL = List.of(
            OperatorAction::otherSettings,
            OperatorAction::otherSettings,
            operation((world, chance) -> new Operation.Switchover(maybeOne(world, chance))),
            operation((world, chance) -> new Operation.Switchover(maybeOne(world, chance))),
            operation((world, chance) -> new Operation.Failover(maybeOne(world, chance), false)),
            operation((world, chance) -> new Operation.Failover(maybeOne(world, chance), chance.percent(30))),
            operation((world, chance) -> new Operation.CallOff()),
            operation((world, chance) -> new Operation.Pause(maybeFor(world, chance))),
            operation((world, chance) -> new Operation.Resume()),
            operation((world, chance) -> new Operation.Resume()),
            operation((world, chance) -> new Operation.Cordon(one(world, chance), maybeFor(world, chance))),
            operation((world, chance) -> new Operation.Uncordon(one(world, chance))),
            operation((world, chance) -> new Operation.Uncordon(one(world, chance))),
            operation((world, chance) -> new Operation.Schedule(maybeOne(world, chance), later(world, chance))),
            operation((world, chance) -> new Operation.Schedule(maybeOne(world, chance), later(world, chance))),
            operation((world, chance) -> chance.percent(30) ? new Operation.Unschedule() : new Operation.Resume()),
            OperatorAction::eviction,
            OperatorAction::eviction,
            operation((world, chance) -> chance.percent(30) ? new Operation.Delete() : new Operation.Resume()));

    Command command(World world, Chance chance, PoolName pool);

    /** An operation on a pool. */
    @FunctionalInterface
    interface Asked {
        Operation of(World world, Chance chance);
    }

    private static OperatorAction operation(Asked asked) {
        return (world, chance, pool) -> new Command.Operate(pool, asked.of(world, chance), WHO);
    }

    private static Command otherSettings(World world, Chance chance, PoolName pool) {
        List<SettingsChange> choices = world.plan().choices();
        return new Command.SetPoolSettings(pool, choices.get(chance.below(choices.size())), WHO);
    }

    private static Command eviction(World world, Chance chance, PoolName pool) {
        InstanceId whom = one(world, chance);
        Optional<SeatImage> seat = Step.seat(world.ledger().latest(), pool, whom);
        return new Command.Operate(pool, new Operation.Evict(whom, maybeRun(chance, seat)), WHO);
    }

    /** None, the one that has the seat now, one that is over, or one that nobody knows; by the time it counts it may be another. */
    private static Optional<Incarnation> maybeRun(Chance chance, Optional<SeatImage> seat) {
        Optional<Incarnation> run = switch (chance.below(4)) {
            case 0 -> Optional.empty();
            case 1 -> seat.map(SeatImage::incarnation);
            case 2 -> seat.flatMap(SeatImage::eviction).map(Eviction::run);
            default -> Optional.of(new Incarnation(chance.nextLong() | 1));
        };
        return run.filter(each -> !each.isBare());
    }

    private static InstanceId one(World world, Chance chance) {
        return new InstanceId(Population.instanceName(chance.below(world.plan().instances())));
    }

    private static Optional<InstanceId> maybeOne(World world, Chance chance) {
        return chance.percent(50) ? Optional.of(one(world, chance)) : Optional.empty();
    }

    /** By a wall clock that is right; by a leader's that is not it may be over already, or long to come. */
    private static long later(World world, Chance chance) {
        return Node.WALL_CLOCK_MILLIS
                + world.now() / Timeline.MILLI
                + chance.between(1, 20_000 + 4 * world.plan().longestTtlMillis());
    }

    private static OptionalLong maybeFor(World world, Chance chance) {
        return chance.percent(80)
                ? OptionalLong.of(chance.between(1, 4 * world.plan().longestTtlMillis()))
                : OptionalLong.empty();
    }
}
