package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.FreePorts;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.LeaseServiceGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures what thousands that wait over HTTP cost one node, and the check-ins beside them; asserts no time. */
final class WaitingFigures {

    private static final int WAITERS = 5_000;
    private static final int CHECK_INS_A_SECOND = 1_000;
    private static final int SECONDS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern HEAP = Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\"} (\\S+)$");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^process_resident_memory_bytes (\\S+)$");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void fiveThousandWaitBesideAThousandCheckInsASecond() throws Exception {
        List<Integer> ports = FreePorts.draw(3);
        Path configuration = Files.writeString(folder.resolve("node.yaml"), configuration(ports));
        Path log = folder.resolve("node.log");
        assertThat(ServerProcess.run(log, "bootstrap", "--config", configuration.toString()))
                .isZero();
        ServerProcess node = ServerProcess.start(configuration, log);
        ManagedChannel channel = Grpc.newChannelBuilder(
                        "127.0.0.1:" + ports.get(0), InsecureChannelCredentials.create())
                .build();
        try {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> page(ports).contains("coordinator_raft_leading 1.0"));
            load(channel);
            print("without waiters", load(channel), page(ports));
            try (IdleWaiters waiters = new IdleWaiters(WAITERS, "127.0.0.1", ports.get(1))) {
                await().atMost(PATIENCE).until(() -> waiters.answered() >= WAITERS / 2);
                print(WAITERS + " waiters", load(channel), page(ports));
                assertThat(waiters.closed()).isZero();
                assertThat(page(ports)).contains("coordinator_watches " + WAITERS / 2 + ".0");
            }
        } finally {
            channel.shutdownNow();
            node.kill();
        }
    }

    private String configuration(List<Integer> ports) {
        return """
                node: {id: n0, data_dir: %s}
                cluster:
                  id: waiting
                  nodes: [{id: n0, api: "127.0.0.1:%d", raft: "127.0.0.1:%d"}]
                api: {limits: {max_watches: 10000}}
                http: {listen: "127.0.0.1:%d", max_connections: 20000}
                """.formatted(folder.resolve("data"), ports.get(0), ports.get(2), ports.get(1));
    }

    /** One after the other at their times, whether or not those before were answered; how long each took from its time on. */
    private static long[] load(ManagedChannel channel) {
        LeaseServiceGrpc.LeaseServiceStub stub = LeaseServiceGrpc.newStub(channel);
        long[] took = new long[CHECK_INS_A_SECOND * SECONDS];
        AtomicInteger left = new AtomicInteger(took.length);
        long begin = System.nanoTime();
        for (int i = 0; i < took.length; i++) {
            long due = begin + i * TimeUnit.SECONDS.toNanos(1) / CHECK_INS_A_SECOND;
            while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int number = i;
            stub.checkIn(
                    CheckInRequest.newBuilder()
                            .setPool("load-" + i % 250)
                            .setInstanceId("i" + i % 1_000)
                            .build(),
                    new StreamObserver<CheckInResponse>() {
                        @Override
                        public void onNext(CheckInResponse answer) {
                            took[number] = System.nanoTime() - due;
                        }

                        @Override
                        public void onError(Throwable failed) {
                            left.decrementAndGet();
                        }

                        @Override
                        public void onCompleted() {
                            left.decrementAndGet();
                        }
                    });
        }
        await().atMost(PATIENCE).until(() -> left.get() == 0);
        assertThat(took).doesNotContain(0);
        Arrays.sort(took);
        return took;
    }

    private String page(List<Integer> ports) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(1) + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void print(String what, long[] took, String page) {
        System.out.printf(
                "FIGURE %s: check-ins p50 %.2f ms, p99 %.2f ms, max %.1f ms; heap in use %.1f MiB, resident %.1f MiB%n",
                what,
                took[took.length / 2] / 1e6,
                took[took.length * 99 / 100] / 1e6,
                took[took.length - 1] / 1e6,
                mebibytes(HEAP, page),
                mebibytes(RESIDENT, page));
    }

    private static double mebibytes(Pattern line, String page) {
        Matcher found = line.matcher(page);
        return found.find() ? Double.parseDouble(found.group(1)) / (1 << 20) : Double.NaN;
    }
}
