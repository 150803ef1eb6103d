package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.api.backup.Backup;
import dev.coordinator.server.api.backup.BackupFile;
import dev.coordinator.server.config.Configuration;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.FailOverRequest;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.Role;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups, restores and the loss of a quorum, on real processes. */
final class BackupIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POOLS = 20;

    @TempDir
    Path folder;

    private final List<ThreeNodes> clusters = new ArrayList<>();
    private final List<ServerProcess> lone = new ArrayList<>();
    private final AtomicLong highestEpoch = new AtomicLong();

    @AfterEach
    void stop() throws Exception {
        for (ThreeNodes cluster : clusters) {
            cluster.stop();
        }
        for (ServerProcess process : lone) {
            process.kill();
        }
    }

    @Test
    void aBackupUnderLoadIsTheStateAtItsEntryAndEpochsRiseAfterItsRestore() throws Exception {
        ThreeNodes old = ThreeNodes.start(Files.createDirectory(folder.resolve("old")));
        clusters.add(old);
        Path file = folder.resolve("state.backup");
        Load load = new Load(old.channel(1));
        try {
            await().atMost(PATIENCE).until(() -> load.answered.get() > 200);
            Backups.save(old.channel(0), file);
            long then = load.answered.get();
            await().atMost(PATIENCE).until(() -> load.answered.get() > then + 200);
        } finally {
            load.end();
        }
        Backup backup = BackupFile.read(file).backup();
        killAll(old, backup.origin().logIndex());
        assertThat(backup.image().pools()).isNotEmpty();
        for (int node = 0; node < 3; node++) {
            assertThat(Backups.replayed(
                            folder.resolve("old/n" + node + ".yaml"),
                            backup.origin().logIndex()))
                    .as(
                            "the log of node %d up to entry %d",
                            node, backup.origin().logIndex())
                    .isEqualTo(backup.image());
        }

        ThreeNodes fresh = ThreeNodes.restored(Files.createDirectory(folder.resolve("new")), newId(file), file);
        clusters.add(fresh);
        grantsNothingUntilToldUnsafeNow(fresh.channel(2));
    }

    @Test
    void aSurvivorOfALostQuorumBeginsANewClusterAndNeverRunsInTheOldOne() throws Exception {
        ThreeNodes old = ThreeNodes.start(Files.createDirectory(folder.resolve("old")));
        clusters.add(old);
        for (int pool = 0; pool < POOLS; pool++) {
            checkIn(old.channel(0), "pool-" + pool, 1);
        }
        killAll(old, old.status(0).orElseThrow().getAppliedIndex());
        Path configuration = folder.resolve("old/n2.yaml");
        Path file = folder.resolve("survivor.backup");
        assertThat(run("recover", "--config", configuration, file, "--confirm", "another-cluster"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(file).doesNotExist();

        String clusterId =
                Configuration.load(configuration, Map.of(), List.of()).cluster().id();
        assertThat(run("recover", "--config", configuration, file, "--confirm", clusterId))
                .isZero();

        assertThat(said())
                .contains(
                        "What may be lost",
                        "its log ends with entry",
                        POOLS + " pools",
                        "the nodes, as its log has them (roster 1):",
                        "voter, THIS NODE");
        assertThat(run("--config", configuration)).isEqualTo(ExitStatus.DATA_REFUSED);
        assertThat(said()).contains("is retired");
        assertThat(BackupFile.read(file).backup().image().pools()).hasSize(POOLS);
        grantsNothingUntilToldUnsafeNow(beginAlone(configuration, file));
    }

    @Test
    void whatDoesNotFitIsRefusedAndChangesNothing() throws Exception {
        ThreeNodes old = ThreeNodes.start(Files.createDirectory(folder.resolve("old")));
        clusters.add(old);
        checkIn(old.channel(0), "pool-1", 1);
        Path file = folder.resolve("state.backup");
        Path later = folder.resolve("later.backup");
        Backups.save(old.channel(0), file);
        Backups.save(old.channel(0), later);
        Path configuration = folder.resolve("fresh.yaml");
        String text = Files.readString(folder.resolve("old/n0.yaml"));
        String clusterId = "three-nodes-\\d+";
        Path data = folder.resolve("fresh");
        text = text.replace(folder.resolve("old/n0").toString(), data.toString());

        Files.writeString(configuration, text);
        assertThat(run("restore", "--config", configuration, file)).isEqualTo(ExitStatus.USAGE);
        assertThat(said()).contains("was not drawn for a restore");

        Files.writeString(configuration, text.replaceFirst(clusterId, newId(file)));
        assertThat(run("bootstrap", "--config", configuration)).isEqualTo(ExitStatus.USAGE);
        assertThat(said()).contains("is of a cluster that begins with a backup");
        assertThat(run("restore", "--config", configuration, later)).isEqualTo(ExitStatus.USAGE);
        assertThat(said()).contains("was drawn for another file");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.backup"), bytes);
        assertThat(run("restore", "--config", configuration, damaged)).isEqualTo(ExitStatus.DATA_REFUSED);
        assertThat(said()).contains("is damaged");
        assertThat(data).doesNotExist();

        assertThat(run("restore", "--config", configuration, file)).isZero();
        assertThat(run("restore", "--config", configuration, file)).isEqualTo(ExitStatus.DATA_REFUSED);
    }

    /** Check-ins of instances that come and go, so that reigns end and begin, until told to end. */
    private final class Load {

        private final AtomicLong answered = new AtomicLong();
        private final Thread thread;
        private volatile boolean ended;

        Load(ManagedChannel channel) {
            thread = new Thread(() -> {
                for (long seq = 1; !ended; seq++) {
                    String pool = "pool-" + seq % POOLS;
                    checkIn(channel, pool, seq);
                    if (seq % 3 == 0) {
                        release(channel, pool, seq);
                    }
                    answered.incrementAndGet();
                }
            });
            thread.start();
        }

        void end() throws InterruptedException {
            ended = true;
            thread.join();
        }
    }

    /** Once each has that much. */
    private static void killAll(ThreeNodes cluster, long index) throws InterruptedException {
        for (int node = 0; node < 3; node++) {
            int asked = node;
            await().atMost(PATIENCE)
                    .until(() -> cluster.status(asked)
                            .filter(status -> status.getAppliedIndex() >= index)
                            .isPresent());
        }
        for (int node = 0; node < 3; node++) {
            cluster.kill(node);
        }
    }

    private void grantsNothingUntilToldUnsafeNow(ManagedChannel channel) {
        assertThat(highestEpoch.get()).isPositive();
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(() -> pool(channel).getState().equals(PoolState.POOL_STATE_QUIET));
        assertThat(pool(channel).getGrantsNothingForMs())
                .isBetween(TimeUnit.HOURS.toMillis(2), TimeUnit.HOURS.toMillis(3));
        CheckInResponse quiet = checkIn(channel, "pool-1", 1_000_000);
        assertThat(quiet.getRole()).isEqualTo(Role.ROLE_STANDBY);

        PoolOperationsServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .failOver(FailOverRequest.newBuilder()
                        .setPool("pool-1")
                        .setUnsafeNow(true)
                        .build());

        CheckInResponse granted = checkIn(channel, "pool-1", 1_000_001);
        assertThat(granted.getRole()).isEqualTo(Role.ROLE_PRIMARY);
        assertThat(granted.getEpoch()).isGreaterThan(highestEpoch.get()).isGreaterThan(1_000_000_000_000_000L);
    }

    private CheckInResponse checkIn(ManagedChannel channel, String pool, long seq) {
        CheckInResponse answer = LeaseServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .checkIn(CheckInRequest.newBuilder()
                        .setPool(pool)
                        .setInstanceId("a")
                        .setIncarnation(7)
                        .setSeq(2 * seq)
                        .build());
        highestEpoch.accumulateAndGet(answer.getEpoch() < 1_000_000 ? answer.getEpoch() : 0, Math::max);
        return answer;
    }

    private static void release(ManagedChannel channel, String pool, long seq) {
        CheckInResponse answer = LeaseServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .checkIn(CheckInRequest.newBuilder()
                        .setPool(pool)
                        .setInstanceId("a")
                        .setIncarnation(7)
                        .setSeq(2 * seq + 1)
                        .setRelease(true)
                        .build());
        assertThat(answer.getRole()).isNotEqualTo(Role.ROLE_PRIMARY);
    }

    private static Pool pool(ManagedChannel channel) {
        return PoolServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .getPool(GetPoolRequest.newBuilder().setPool("pool-1").build())
                .getPool();
    }

    private ManagedChannel beginAlone(Path old, Path file) throws Exception {
        Path home = Files.createDirectory(folder.resolve("alone"));
        Path configuration = home.resolve("n2.yaml");
        List<String> lines = new ArrayList<>(Files.readAllLines(old));
        lines.removeIf(line -> line.contains("id: n0") || line.contains("id: n1"));
        Files.writeString(
                configuration,
                String.join("\n", lines)
                        .replaceFirst("three-nodes-\\d+", newId(file))
                        .replace(
                                folder.resolve("old/n2").toString(),
                                home.resolve("n2").toString()));
        assertThat(run("restore", "--config", configuration, file)).isZero();
        lone.add(ServerProcess.start(configuration, home.resolve("n2.log")));
        return clusters.get(0).channel(2);
    }

    private String newId(Path file) throws Exception {
        assertThat(run("new-cluster-id", "--restore", file)).isZero();
        return said().strip();
    }

    private int run(Object... arguments) throws Exception {
        Path output = folder.resolve("output");
        Files.deleteIfExists(output);
        return ServerProcess.run(
                output,
                IntStream.range(0, arguments.length)
                        .mapToObj(at -> arguments[at].toString())
                        .toArray(String[]::new));
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("output"));
    }
}
