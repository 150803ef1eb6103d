package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Member;
import dev.coordinator.client.Membership;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
    private static final int MOVING_POOLS = 30;

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
                        standbys.join(
                                Member.of(name, id), new OnPrimary(epoch -> primaryAt.put(name, System.nanoTime())));
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

    /** As above, but a tenth of a second lies between two of them. What a killed primary leaves behind is its silence. */
    @Test
    void successorsOneAfterTheOther() throws Exception {
        Map<String, Long> primaryAt = new ConcurrentHashMap<>();
        Map<String, Long> deadlines = new HashMap<>();
        for (int pool = 0; pool < POOLS; pool++) {
            nodes.settings("pool-" + pool, 1_000, 3_000);
        }
        try (Coordinator standbys = Coordinator.connect(nodes.endpoints())) {
            for (int pool = 0; pool < POOLS; pool++) {
                String name = "pool-" + pool;
                assertThat(checksIn(0, name)).isTrue();
                for (String id : List.of("b", "c")) {
                    standbys.join(Member.of(name, id), new OnPrimary(epoch -> primaryAt.put(name, System.nanoTime())));
                }
            }
            for (int silent = -20; silent < POOLS; silent++) {
                long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
                for (int pool = Math.floorMod(silent, 10); pool < POOLS; pool += 10) {
                    assertThat(pool <= silent || checksIn(0, "pool-" + pool)).isTrue();
                }
                if (silent >= 0) {
                    deadlines.put("pool-" + silent, deadline("pool-" + silent));
                }
                await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() - next > 0);
            }
            await().atMost(PATIENCE).until(() -> primaryAt.size() == POOLS);
        }
        long[] late = deadlines.entrySet().stream()
                .mapToLong(each -> primaryAt.getOrDefault(each.getKey(), 0L) - each.getValue())
                .toArray();
        print("silent primaries, one after the other: successor primary after the published deadline", late);
    }

    private long deadline(String pool) {
        long asked = System.nanoTime();
        Pool seen = pool(0, pool);
        assertThat(seen.getPrimary().getInstanceId()).isEqualTo("a");
        return asked + TimeUnit.MILLISECONDS.toNanos(seen.getLeaseRemainingMs());
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
        measureMoves("unelectable", member -> member.unelectable("figures"), Membership::electable);
    }

    /**
     * Each pool rests for more than its interval between two moves: whoever stepped down ranks last for so long, and where
     * both did, the same one may be next.
     */
    private void measureMoves(String what, Consumer<Membership> move, Consumer<Membership> afterwards)
            throws Exception {
        try (Coordinator left = Coordinator.connect(nodes.endpoints()[0]);
                Coordinator right = Coordinator.connect(nodes.endpoints()[1])) {
            List<MovingPool> pools = new ArrayList<>();
            for (int i = 0; i < MOVING_POOLS; i++) {
                String name = what + "-" + i;
                nodes.settings(name, 1_000, 30_000);
                pools.add(new MovingPool(name, left, right));
            }
            long[] times = new long[100];
            for (int i = -2 * MOVING_POOLS; i < times.length; i++) {
                MovingPool moving = pools.get(Math.floorMod(i, MOVING_POOLS));
                await().pollInterval(Duration.ofMillis(20))
                        .atMost(PATIENCE)
                        .until(() ->
                                moving.isSettled() && pool(0, moving.name()).getSuccessors() == 1);
                long time = moving.move(move, afterwards);
                if (i >= 0) {
                    times[i] = time;
                }
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

    private static void print(String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "FIGURE %s: p50 %.1f ms, p99 %.1f ms, max %.1f ms of %d%n",
                what,
                sorted[sorted.length / 2] / 1e6,
                sorted[(sorted.length * 99 + 99) / 100 - 1] / 1e6,
                sorted[sorted.length - 1] / 1e6,
                sorted.length);
    }
}
