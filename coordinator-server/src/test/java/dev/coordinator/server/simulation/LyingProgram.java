package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.server.replication.Failure;
import java.util.List;
import java.util.Optional;

/**
 * A program gone wrong: it claims epochs that it was never given, repeats old sequence numbers, echoes guessed nonces and
 * goes on after it has left, for its own seat. It is not part of S1's promise; it must not take it from others.
 */
final class LyingProgram extends Program {

    private final Incarnation run;
    private long seq;
    private long nonce;

    LyingProgram(Surroundings around, Instance instance) {
        super(around, instance);
        this.run = new Incarnation(chance().nextLong() | 1);
    }

    @Override
    void start() {
        checkIn();
    }

    private void checkIn() {
        world().tally().saw(Sight.LIES);
        long last = world().ledger().latest().lastEpoch();
        Holding holding = chance().percent(25) ? Holding.NOTHING : new Holding.Claim(foreign(last));
        seq = Math.max(1, seq + chance().between(-1, 2));
        if (chance().percent(4)) {
            submit(
                    seq,
                    new Command.Leave(
                            new PoolName(pool()), new InstanceId(instance().id()), run, seq));
        }
        submit(
                seq,
                new Command.CheckIn(
                        new PoolName(pool()),
                        new InstanceId(instance().id()),
                        run,
                        List.of(),
                        chance().percent(80) ? nonce : chance().between(0, 5),
                        seq,
                        Profile.PLAIN.withPriority(instance().priority()),
                        chance().percent(20) ? Holding.UNSAID : holding,
                        chance().percent(10),
                        true));
        inMillis(chance().between(20, world().plan().intervalMillis()), this::checkIn);
    }

    /** Another's of today, one of long ago, or one that a recovery has passed over. */
    private long foreign(long last) {
        return switch (chance().below(5)) {
            case 0 -> chance().between(1, 40);
            case 1 -> chance().between(1, Math.max(1, last));
            default -> Math.max(1, last + chance().between(-3, 2));
        };
    }

    @Override
    void decided(long ofSeq, Decision decision) {
        if (decision instanceof Decision.Answer answer) {
            nonce = answer.nonce();
        }
    }

    @Override
    void failed(long ofSeq, Optional<Failure> failure) {
        moveOn();
    }

    @Override
    void nudged() {
        // It doesn't listen.
    }

    @Override
    boolean isWilling() {
        return false;
    }

    @Override
    boolean countsApartFrom(Program other) {
        return false;
    }

    @Override
    String name() {
        return "liar " + run;
    }
}
