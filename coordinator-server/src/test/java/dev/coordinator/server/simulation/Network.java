package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.replication.Completion;
import dev.coordinator.server.replication.Failure;
import java.util.Optional;

/** Between programs and coordinators: messages are delayed, lost, doubled and overtaken. */
final class Network {

    private final World world;
    private final Cluster cluster;
    private final Chance chance;
    private boolean calm;

    Network(World world, Cluster cluster, Chance chance) {
        this.world = world;
        this.cluster = cluster;
        this.chance = chance;
    }

    /** From now on nothing is lost, doubled or late. */
    void calmDown() {
        calm = true;
    }

    void submit(Program from, long seq, Command command) {
        world.tally().saw(Sight.CHECK_INS);
        boolean orderly = from instanceof BareProgram;
        if (isLost(from.link().cutUntilNanos, orderly)) {
            return;
        }
        world.timeline().at(arrival(from, orderly), () -> arrive(from, seq, command));
        if (!orderly && !calm && chance.perMille(world.plan().doublingPerMille())) {
            world.tally().saw(Sight.MESSAGES_DOUBLED);
            world.timeline().at(arrival(from, false), () -> arrive(from, seq, command));
        }
    }

    private boolean isLost(long cutUntilNanos, boolean orderly) {
        boolean lost = cutUntilNanos > world.now()
                || (!calm && !orderly && chance.perMille(world.plan().lossPerMille()));
        if (lost) {
            world.tally().saw(Sight.MESSAGES_LOST);
        }
        return lost;
    }

    private long arrival(Program from, boolean orderly) {
        long at = world.now() + delay(orderly);
        return orderly ? at : Math.max(at, from.link().heldUntilNanos);
    }

    private long delay(boolean orderly) {
        long most = world.plan().delayMillis() * Timeline.MILLI;
        if (!calm && !orderly && chance.perMille(world.plan().doublingPerMille())) {
            world.tally().saw(Sight.MESSAGES_LATE);
            return chance.between(most, 10 * most + 500 * Timeline.MILLI);
        }
        return chance.between(most / 8, most);
    }

    private void arrive(Program from, long seq, Command command) {
        Node node = cluster.nodes().get(from.node());
        if (!node.isUp()) {
            world.timeline().in(delay(true), () -> from.run(() -> from.failed(seq, Optional.empty())));
            return;
        }
        node.whenAwake(() -> node.submit(command, new Completion() {
            @Override
            public void decided(long logIndex, Decision decision) {
                world.tally().saw(Sight.COMMANDS);
                world.ledger().answered(logIndex, command, decision);
                answer(from, () -> from.decided(seq, decision));
            }

            @Override
            public void failed(Failure failure) {
                if (failure == Failure.OUTCOME_UNKNOWN) {
                    world.tally().saw(Sight.OUTCOMES_UNKNOWN);
                }
                answer(from, () -> from.failed(seq, Optional.of(failure)));
            }
        }));
    }

    private void answer(Program to, Runnable answer) {
        boolean orderly = to instanceof BareProgram;
        if (isLost(Math.max(to.link().cutUntilNanos, to.link().deafUntilNanos), orderly)) {
            return;
        }
        world.timeline().in(delay(orderly), () -> to.run(answer));
        if (!orderly && !calm && chance.perMille(world.plan().doublingPerMille())) {
            world.timeline().in(delay(false), () -> to.run(answer));
        }
    }
}
