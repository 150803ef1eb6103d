package dev.coordinator.server.node;

import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.Role;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Two instances of some pools that hand their lease to each other, and renew it in between, until told to end. */
final class FailingOver {

    private static final int POOLS = 8;
    private static final int RENEWALS = 5;

    private final ManagedChannel channel;
    private final AtomicLong rounds = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final Thread thread;
    private volatile boolean ended;

    FailingOver(ManagedChannel channel) {
        this.channel = channel;
        thread = new Thread(this::run, "failing-over");
        thread.start();
    }

    /** How often a lease went from one to the other. */
    long rounds() {
        return rounds.get();
    }

    /** How many rounds a node could not answer. */
    long unanswered() {
        return unanswered.get();
    }

    void end() throws InterruptedException {
        ended = true;
        thread.join();
    }

    private void run() {
        for (int turn = 0; !ended; turn++) {
            String pool = "pool-" + turn % POOLS;
            try {
                for (int renewal = 0; renewal < RENEWALS; renewal++) {
                    checksIn(pool, "a", false);
                    checksIn(pool, "b", false);
                }
                checksIn(pool, "a", true);
                if (checksIn(pool, "b", false).getRole() == Role.ROLE_PRIMARY) {
                    rounds.incrementAndGet();
                }
                checksIn(pool, "b", true);
            } catch (StatusRuntimeException noLeader) {
                unanswered.incrementAndGet();
            }
        }
    }

    private CheckInResponse checksIn(String pool, String instance, boolean release) {
        return LeaseServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(5, TimeUnit.SECONDS)
                .checkIn(CheckInRequest.newBuilder()
                        .setPool(pool)
                        .setInstanceId(instance)
                        .setRelease(release)
                        .build());
    }
}
