package dev.coordinator.server.node;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.coordinator.v1.CancelSwitchOverRequest;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.CordonRequest;
import dev.coordinator.v1.DeletePoolRequest;
import dev.coordinator.v1.EvictRequest;
import dev.coordinator.v1.FailOverRequest;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.LeaveRequest;
import dev.coordinator.v1.PauseRequest;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolSettings;
import dev.coordinator.v1.ScheduleSwitchOverRequest;
import dev.coordinator.v1.SwitchOverRequest;
import dev.coordinator.v1.UpdatePoolSettingsRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Instances and operators who do one thing after the other, of every kind, until told to end. The leases are so long that none
 * ends by time while a test runs.
 */
final class MixedLoad {

    private static final int POOLS = 12;
    private static final String AUTHOR = "alice@laptop";

    private final ManagedChannel channel;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean ended;

    MixedLoad(ManagedChannel channel) {
        this.channel = channel;
        thread = new Thread(this::run, "mixed-load");
        thread.start();
    }

    /** How many of the actions so far. */
    long answered() {
        if (failure.get() != null) {
            throw new AssertionError("the load failed", failure.get());
        }
        return answered.get();
    }

    void end() throws InterruptedException {
        ended = true;
        thread.join();
    }

    private void run() {
        try {
            for (long turn = 1; !ended; turn++) {
                acts(turn);
                answered.incrementAndGet();
            }
        } catch (RuntimeException | Error e) {
            failure.set(e);
        }
    }

    private void acts(long turn) {
        String pool = "mixed-" + turn % POOLS;
        long round = turn / POOLS;
        String instance = String.valueOf((char) ('a' + round % 5));
        if (round == 0) {
            sets(pool, turn);
            return;
        }
        checksIn(pool, instance, turn);
        try {
            operates(pool, instance, turn);
        } catch (StatusRuntimeException refused) {
            requireRefusal(refused);
        }
    }

    /** What an operator may not do just then changes nothing, and is part of the load. */
    private static void requireRefusal(StatusRuntimeException failure) {
        Status.Code code = failure.getStatus().getCode();
        if (code != Status.Code.FAILED_PRECONDITION && code != Status.Code.NOT_FOUND) {
            throw failure;
        }
    }

    private void sets(String pool, long turn) {
        PoolServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .updatePoolSettings(UpdatePoolSettingsRequest.newBuilder()
                        .setPool(pool)
                        .setSettings(PoolSettings.newBuilder()
                                .setCheckInIntervalMs(Duration.ofMinutes(10).toMillis())
                                .setLeaseTtlMs(Duration.ofHours(1).toMillis())
                                .setDrainTimeoutMs(Duration.ofMinutes(30).toMillis() + turn))
                        .build());
    }

    private void checksIn(String pool, String instance, long turn) {
        CheckInResponse answer = checkIn(said(pool, instance, turn).build());
        if (answer.getNonce() != 0) {
            checkIn(said(pool, instance, turn)
                    .setSeq(turn + 1)
                    .setNonce(answer.getNonce())
                    .build());
        }
    }

    /** A later run now and then, which has to ask twice for the seat; or one that claims an epoch it never had. */
    private static CheckInRequest.Builder said(String pool, String instance, long turn) {
        CheckInRequest.Builder said = CheckInRequest.newBuilder()
                .setPool(pool)
                .setInstanceId(instance)
                .setIncarnation(1 + turn / 400)
                .setSeq(turn)
                .setElectable(!instance.equals("e"))
                .setUnelectableReason(instance.equals("e") ? "still loading" : "")
                .setPriority((int) (turn % 3))
                .setAddress(instance + ":" + turn)
                .putLabels("zone", "z" + turn % 2)
                .setInfo(Struct.newBuilder()
                        .putFields(
                                "turn",
                                Value.newBuilder().setNumberValue((double) turn).build()));
        if (turn % 37 == 0) {
            said.setHoldingEpoch(1L << 52);
        } else if (turn % 5 == 0) {
            said.setRelease(true);
        }
        return said;
    }

    private CheckInResponse checkIn(CheckInRequest request) {
        return lease().checkIn(request);
    }

    private void operates(String pool, String instance, long turn) {
        switch ((int) (turn % 29)) {
            case 2 -> schedules(pool, instance);
            case 3 ->
                operations()
                        .pause(PauseRequest.newBuilder()
                                .setPool(pool)
                                .setForMs(Duration.ofHours(2).toMillis())
                                .setRequestedBy(AUTHOR)
                                .build());
            case 5 ->
                operations()
                        .cancelSwitchOver(CancelSwitchOverRequest.newBuilder()
                                .setPool(pool)
                                .setRequestedBy(AUTHOR)
                                .build());
            case 7 ->
                operations()
                        .cordon(CordonRequest.newBuilder()
                                .setPool(pool)
                                .setInstanceId(instance)
                                .setComment("disk swap " + turn)
                                .build());
            case 11 ->
                operations()
                        .switchOver(SwitchOverRequest.newBuilder().setPool(pool).build());
            case 13 ->
                operations()
                        .failOver(FailOverRequest.newBuilder()
                                .setPool(pool)
                                .setUnsafeNow(true)
                                .build());
            case 17 ->
                lease().leave(LeaveRequest.newBuilder()
                        .setPool(pool)
                        .setInstanceId(instance)
                        .setIncarnation(1 + turn / 400)
                        .setSeq(turn + 2)
                        .build());
            case 19 -> deletesOneOfItsOwn(turn);
            case 23 ->
                operations()
                        .evict(EvictRequest.newBuilder()
                                .setPool(pool)
                                .setInstanceId(instance)
                                .setRequestedBy(AUTHOR)
                                .setComment("writes nonsense " + turn)
                                .build());
            default -> {}
        }
    }

    /** For long after the test. */
    private void schedules(String pool, String instance) {
        operations()
                .scheduleSwitchOver(ScheduleSwitchOverRequest.newBuilder()
                        .setPool(pool)
                        .setTo(instance)
                        .setAt(Timestamp.newBuilder()
                                .setSeconds(
                                        Instant.now().plus(Duration.ofDays(7)).getEpochSecond()))
                        .setRequestedBy(AUTHOR)
                        .build());
    }

    /** While its lease lasts the name is remembered as deleted. */
    private void deletesOneOfItsOwn(long turn) {
        String pool = "deleted-" + turn % 7;
        checkIn(CheckInRequest.newBuilder().setPool(pool).setInstanceId("a").build());
        operations().deletePool(DeletePoolRequest.newBuilder().setPool(pool).build());
    }

    private LeaseServiceGrpc.LeaseServiceBlockingStub lease() {
        return LeaseServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    private PoolOperationsServiceGrpc.PoolOperationsServiceBlockingStub operations() {
        return PoolOperationsServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }
}
