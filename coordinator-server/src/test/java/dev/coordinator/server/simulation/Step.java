package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.lease.Tenure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One command of a committed entry, or what is due by the entry's time alone: the state before, what was said, what came of
 * it, the state after.
 *
 * @param stampMillis as the entry says
 * @param entry the one that it is a part of
 * @param heard the command and its decision; empty: the entry's time
 * @param answer what an instance was told, if it was
 * @param speaker who speaks, as far as the state knows; nobody, when it is not an instance
 */
record Step(
        long index,
        long stampMillis,
        LogEntry entry,
        Optional<Heard> heard,
        Optional<Decision.Answer> answer,
        Optional<Speaker> speaker,
        List<Change> changes,
        StateImage before,
        StateImage after,
        LeaseMachine machine) {

    /** A command and its decision. */
    record Heard(Command command, Decision decision) {

        private Optional<Decision.Answer> answer() {
            return decision instanceof Decision.Answer answer ? Optional.of(answer) : Optional.empty();
        }
    }

    /** What was decided of a command, or by an entry's time. */
    static Step of(
            long index,
            Stamp stamp,
            LogEntry entry,
            Optional<Heard> heard,
            List<Change> changes,
            StateImage before,
            LeaseMachine machine) {
        return new Step(
                index,
                stamp.time().millis(),
                entry,
                heard,
                heard.flatMap(Heard::answer),
                heard.flatMap(each -> speaker(each.command(), before)),
                changes,
                before,
                machine.image(),
                machine);
    }

    ClusterTime now() {
        return after.time();
    }

    /** Whether there are fewer seats than before; time and operators alone bring that about, and they make none. */
    boolean forgetsSeats() {
        return speaker.isEmpty() && seats(after) < seats(before);
    }

    private static int seats(StateImage image) {
        int seats = 0;
        for (PoolImage pool : image.pools()) {
            seats += pool.seats().size();
        }
        return seats;
    }

    boolean isRefused() {
        return heard.map(Heard::decision)
                .filter(Decision.Refused.class::isInstance)
                .isPresent();
    }

    Stream<Change> changes(ChangeKind kind) {
        return changes.isEmpty() ? Stream.empty() : changes.stream().filter(change -> change.kind() == kind);
    }

    private static Optional<Speaker> speaker(Command command, StateImage before) {
        if (command instanceof Command.CheckIn in) {
            return Optional.of(
                    new Speaker(in.pool(), in.instance(), in.incarnation(), in.seq(), in.holding(), in.release()));
        }
        if (command instanceof Command.Leave leave) {
            return Optional.of(new Speaker(
                    leave.pool(), leave.instance(), leave.incarnation(), leave.seq(), Holding.UNSAID, false));
        }
        if (command instanceof Command.Renewal renewal) {
            for (PoolImage pool : before.pools()) {
                for (SeatImage seat : pool.seats()) {
                    if (seat.handle().equals(renewal.handle())
                            && !renewal.handle().equals(Handle.NONE)) {
                        return Optional.of(new Speaker(
                                pool.name(), seat.id(), seat.incarnation(), renewal.seq(), renewal.holding(), false));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Which run of which instance says what. */
    record Speaker(
            PoolName pool, InstanceId instance, Incarnation incarnation, long seq, Holding holding, boolean release) {

        Run run() {
            return new Run(pool, instance, incarnation);
        }
    }

    /** One run of one instance of one pool. */
    record Run(PoolName pool, InstanceId instance, Incarnation incarnation) {}

    static Optional<PoolImage> pool(StateImage image, PoolName name) {
        for (PoolImage pool : image.pools()) {
            if (pool.name().equals(name)) {
                return Optional.of(pool);
            }
        }
        return Optional.empty();
    }

    static Optional<SeatImage> seat(StateImage image, PoolName name, InstanceId id) {
        return pool(image, name).flatMap(pool -> seat(pool, id));
    }

    static Optional<SeatImage> seat(PoolImage pool, InstanceId id) {
        for (SeatImage seat : pool.seats()) {
            if (seat.id().equals(id)) {
                return Optional.of(seat);
            }
        }
        return Optional.empty();
    }

    /** The lease, draining or not. */
    static Optional<Tenure.Held> held(PoolImage pool) {
        if (pool.tenure() instanceof Tenure.Held held) {
            return Optional.of(held);
        }
        return pool.tenure() instanceof Tenure.Draining draining ? Optional.of(draining.held()) : Optional.empty();
    }

    static Optional<Tenure.Held> held(StateImage image, PoolName name) {
        return pool(image, name).flatMap(Step::held);
    }
}
