package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Epoch;
import dev.coordinator.client.Member;
import dev.coordinator.client.Membership;
import dev.coordinator.client.PrimaryListener;
import dev.coordinator.client.StandbyReason;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.SessionRequest;
import dev.coordinator.v1.SessionResponse;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what a user feels, on three real server processes; prints and asserts no time.
 *
 * <p>{@code mvn -B verify -Pfigures}
 */
final class Figures {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POOLS = 100;

    @TempDir
    Path folder;

    private ThreeNodes nodes;

    @BeforeEach
    void start() throws Exception {
        nodes = ThreeNodes.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        nodes.stop();
    }

    /** TTL 3 s, interval 1 s: from the published deadline of a dead primary to its successor's word that it is primary. */
    @Test
    void successorAfterTheDeadline() throws Exception {
        Map<String, Long> primaryAt = new ConcurrentHashMap<>();
        for (int pool = 0; pool < POOLS; pool++) {
            nodes.settings("pool-" + pool, 1_000, 3_000);
        }
        try (Coordinator standbys = Coordinator.connect(nodes.endpoints())) {
            MemberProcess primaries = MemberProcess.start(folder.resolve("members.log"), POOLS, nodes.endpoints());
            try {
                await().atMost(PATIENCE).until(() -> held() == POOLS);
                for (int pool = 0; pool < POOLS; pool++) {
                    String name = "pool-" + pool;
                    for (String id : List.of("b", "c")) {
                        standbys.join(Member.of(name, id), told(epoch -> primaryAt.put(name, System.nanoTime())));
                    }
                }
                await().pollDelay(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> held() == POOLS);
            } finally {
                primaries.kill();
            }
            Map<String, Long> deadlines = deadlines();
            await().atMost(PATIENCE).until(() -> primaryAt.size() == POOLS);
            long[] late = deadlines.entrySet().stream()
                    .mapToLong(each -> primaryAt.getOrDefault(each.getKey(), 0L) - each.getValue())
                    .toArray();
            print("dead primary: successor primary after the published deadline", late);
            long[] vacant = pools().stream()
                    .mapToLong(pool ->
                            TimeUnit.MILLISECONDS.toNanos(pool.getLastChange().getVacantForMs()))
                    .toArray();
            print("dead primary: cluster time without a primary", vacant);
        }
    }

    private Map<String, Long> deadlines() {
        Map<String, Long> deadlines = new ConcurrentHashMap<>();
        for (Pool seen : pools()) {
            assertThat(seen.getPrimary().getInstanceId()).isEqualTo("a");
            deadlines.put(
                    seen.getName(), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(seen.getLeaseRemainingMs()));
        }
        return deadlines;
    }

    /** From the resigning application's call to the word of the next one that it is primary. */
    @Test
    void successorAfterAResignation() throws Exception {
        measureMoves("release", Membership::release, membership -> {});
        measureMoves("electable=false", member -> member.unelectable("figures"), Membership::electable);
    }

    private void measureMoves(String what, Move move, Move afterwards) throws Exception {
        nodes.settings("moves", 1_000, 30_000);
        Map<String, Membership> members = new ConcurrentHashMap<>();
        Semaphore moved = new Semaphore(0);
        long[] primaryAt = new long[1];
        PrimaryListener listener = told(epoch -> {
            primaryAt[0] = System.nanoTime();
            moved.release();
        });
        try (Coordinator left = Coordinator.connect(nodes.endpoints()[0]);
                Coordinator right = Coordinator.connect(nodes.endpoints()[1])) {
            members.put("a", left.join(Member.of("moves", "a"), listener));
            members.put("b", right.join(Member.of("moves", "b"), listener));
            assertThat(moved.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            long[] times = new long[100];
            for (int i = -20; i < times.length; i++) {
                await().pollInterval(Duration.ofMillis(20))
                        .atMost(PATIENCE)
                        .until(() -> pool(0, "moves").getSuccessors() == 1
                                && members.values().stream().anyMatch(Membership::isPrimary));
                Membership primary = members.values().stream()
                        .filter(Membership::isPrimary)
                        .findFirst()
                        .orElseThrow();
                long from = System.nanoTime();
                move.on(primary);
                assertThat(moved.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                if (i >= 0) {
                    times[i] = primaryAt[0] - from;
                }
                afterwards.on(primary);
            }
            print(what + ": the other is primary after", times);
        }
    }

    /** 10 k pools of three instances each, over one connection with four sessions. */
    @Test
    void registration() throws Exception {
        int pools = 10_000;
        int sessions = 4;
        for (int round = 0; round < 3; round++) {
            long from = System.nanoTime();
            AtomicInteger failed = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(pools * 3);
            List<Registrar> registrars = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                registrars.add(new Registrar(nodes.channel(0), done, failed));
            }
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                int first = i;
                int now = round;
                Thread thread = new Thread(() -> {
                    for (int pool = first; pool < pools; pool += sessions) {
                        for (String id : List.of("a", "b", "c")) {
                            registrars.get(first).register("round-" + now + "/pool-" + pool, id);
                        }
                    }
                });
                thread.start();
                threads.add(thread);
            }
            assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
            double seconds = (System.nanoTime() - from) / 1e9;
            for (Thread thread : threads) {
                thread.join();
            }
            registrars.forEach(Registrar::end);
            System.out.printf(
                    "FIGURE registration of %d instances, round %d: %.0f/s, %d failed%n",
                    pools * 3, round, pools * 3 / seconds, failed.get());
        }
    }

    /** One check-in after the other, with nothing else going on. */
    @Test
    void oneCheckInAtATime() {
        int leader = nodes.awaitLeader();
        for (int node = 0; node < 3; node++) {
            long[] times = new long[500];
            for (int i = -1000; i < times.length; i++) {
                long from = System.nanoTime();
                assertThat(checksIn(node, "single-" + node)).isTrue();
                if (i >= 0) {
                    times[i] = System.nanoTime() - from;
                }
            }
            print("one check-in at a time through " + (node == leader ? "the leader" : "a follower"), times);
        }
    }

    /** From the kill -9 of the leader to the first check-in that succeeds through each survivor. */
    @Test
    void checkInsAfterTheLeadersDeath() throws Exception {
        long[] gaps = new long[20];
        for (int i = 0; i < gaps.length; i++) {
            int leader = nodes.awaitLeader();
            nodes.kill(leader);
            long from = System.nanoTime();
            int survivor = (leader + 1 + i % 2) % 3;
            int attempt = i;
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(PATIENCE)
                    .until(() -> checksIn(survivor, "death-" + attempt));
            gaps[i] = System.nanoTime() - from;
            nodes.startAgain(leader);
        }
        print("leader kill -9: first check-in through a survivor after", gaps);
    }

    private boolean checksIn(int node, String pool) {
        try {
            LeaseServiceGrpc.newBlockingStub(nodes.channel(node))
                    .withDeadlineAfter(2, TimeUnit.SECONDS)
                    .checkIn(CheckInRequest.newBuilder()
                            .setPool(pool)
                            .setInstanceId("a")
                            .build());
            return true;
        } catch (StatusRuntimeException notYet) {
            return false;
        }
    }

    private long held() {
        return pools().stream().filter(Pool::hasPrimary).count();
    }

    private List<Pool> pools() {
        return PoolServiceGrpc.newBlockingStub(nodes.channel(0))
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .listPools(ListPoolsRequest.newBuilder()
                        .setPrefix("pool-")
                        .setPageSize(1000)
                        .build())
                .getPoolsList();
    }

    private Pool pool(int node, String name) {
        return PoolServiceGrpc.newBlockingStub(nodes.channel(node))
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .getPool(GetPoolRequest.newBuilder()
                        .setPool(name)
                        .setConsistency(Consistency.CONSISTENCY_LINEARIZABLE)
                        .build())
                .getPool();
    }

    private static PrimaryListener told(Told told) {
        return new PrimaryListener() {
            @Override
            public void onPrimary(Epoch epoch) {
                told.primary(epoch);
            }

            @Override
            public void onStandby(StandbyReason reason) {}
        };
    }

    private static void print(String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "FIGURE %s: p50 %.1f ms, p99 %.1f ms, max %.1f ms of %d%n",
                what,
                sorted[sorted.length / 2] / 1e6,
                sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)] / 1e6,
                sorted[sorted.length - 1] / 1e6,
                sorted.length);
    }

    @FunctionalInterface
    private interface Told {
        void primary(Epoch epoch);
    }

    @FunctionalInterface
    private interface Move {
        void on(Membership membership);
    }

    /** One session that registers instances, 512 at a time. */
    private static final class Registrar implements StreamObserver<SessionResponse> {

        private final StreamObserver<SessionRequest> up;
        private final CountDownLatch done;
        private final AtomicInteger failed;
        private final Semaphore window = new Semaphore(512);
        private long id;

        Registrar(ManagedChannel channel, CountDownLatch done, AtomicInteger failed) {
            this.done = done;
            this.failed = failed;
            this.up = LeaseServiceGrpc.newStub(channel).session(this);
        }

        void register(String pool, String instance) {
            window.acquireUninterruptibly();
            id++;
            up.onNext(SessionRequest.newBuilder()
                    .setId(id)
                    .setCheckIn(CheckInRequest.newBuilder()
                            .setPool(pool)
                            .setInstanceId(instance)
                            .setIncarnation(id)
                            .setSeq(1))
                    .build());
        }

        void end() {
            up.onCompleted();
        }

        @Override
        public void onNext(SessionResponse response) {
            if (response.hasNudge()) {
                return;
            }
            if (!response.hasCheckIn()) {
                failed.incrementAndGet();
            }
            window.release();
            done.countDown();
        }

        @Override
        public void onError(Throwable thrown) {
            System.out.println("FIGURE session ended: " + thrown);
        }

        @Override
        public void onCompleted() {}
    }
}
