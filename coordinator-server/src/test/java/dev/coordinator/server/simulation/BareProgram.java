package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.replication.Failure;
import java.util.List;
import java.util.Optional;

/**
 * A shell loop: no incarnation, no sequence numbers, one request at a time. It believes what the last answer said, from the
 * moment it composed the request; after a failure it waits until nothing of the request can still be on its way.
 */
final class BareProgram extends Program {

    private long composed;
    private long composedNanos;
    private boolean electable = true;
    private boolean settled;

    BareProgram(Surroundings around, Instance instance) {
        super(around, instance);
    }

    /** What a predecessor under this id said last must not come after what this one says. */
    @Override
    void start() {
        inMillis(instance().hasHadProgrames() ? patienceMillis() : 1, this::checkIn);
    }

    /** Longer than anything holds up a request: two nodes suspended one after the other, and an election. */
    private long patienceMillis() {
        return 2 * world().plan().electionMillis() + 2 * Trouble.LONGEST_PAUSE_MILLIS + 1_000;
    }

    /** From now on it does nothing but be there. */
    void settle() {
        settled = true;
    }

    private void checkIn() {
        int roll = chance().below(100);
        electable = settled || (roll < 6) != electable;
        boolean release = roll > 94 && !settled;
        if (release || !electable) {
            world().beliefs().forgets(this);
        }
        composedNanos = clock().nanos();
        long number = ++composed;
        submit(
                number,
                new Command.CheckIn(
                        new PoolName(pool()),
                        new InstanceId(instance().id()),
                        Incarnation.BARE,
                        List.of(),
                        0,
                        0,
                        Profile.PLAIN
                                .withElectable(electable, "")
                                .withPriority(instance().priority()),
                        Holding.UNSAID,
                        release,
                        true));
        inMillis(patienceMillis(), () -> {
            if (composed == number) {
                moveOn();
                checkIn();
            }
        });
    }

    @Override
    void decided(long seq, Decision decision) {
        if (seq != composed) {
            return;
        }
        composed++;
        if (decision instanceof Decision.Answer answer) {
            world().story().tell(pool(), () -> this + " hears: " + Telling.line(answer));
            believe(answer);
            inMillis(AnswerMessages.spread(answer.next(), chance()), this::checkIn);
        } else {
            world().beliefs().forgets(this);
            inMillis(world().plan().intervalMillis(), this::checkIn);
        }
    }

    private void believe(Decision.Answer answer) {
        if (answer.role() == Role.PRIMARY || answer.role() == Role.DRAINING) {
            long end = composedNanos + answer.grip().validMillis() * Timeline.MILLI;
            world().beliefs()
                    .believes(this, answer.grip().epoch().map(Epoch::number).orElse(0L), clock().trueNanos(end));
        } else {
            world().beliefs().forgets(this);
        }
    }

    @Override
    void failed(long seq, Optional<Failure> failure) {
        if (seq == composed && failure.filter(Failure::isRetrySafe).isPresent()) {
            composed++;
            inMillis(200, this::checkIn);
        }
    }

    @Override
    void nudged() {
        // A shell loop has no stream to be called on.
    }

    @Override
    boolean isWilling() {
        return false;
    }

    @Override
    boolean countsApartFrom(Program other) {
        return !other.instance().equals(instance());
    }

    @Override
    String name() {
        return "bare";
    }
}
